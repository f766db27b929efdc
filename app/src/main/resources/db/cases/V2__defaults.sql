-- Limits for what an import brings without one: 4 working hours for a matter 事项, 3 working days for a part 部件.
insert into cases.matter_default (kind, limit_seconds, clock, needs_photo) values
    ('事项', 4 * 3600, 'WORK_HOURS', true),
    ('部件', 3 * 86400, 'WORK_DAYS', true);

-- Everyday matters, so that a fresh city can take reports before a standard's table is brought in.
insert into cases.matter (code, name_zh, name_en, listed_under, limit_seconds, clock, needs_photo) values
    ('C-01', '路面或人行道坏了', 'Road or pavement broken', '日常', 3 * 86400, 'WORK_DAYS', true),
    ('C-02', '井盖丢失或松动', 'Manhole cover missing or loose', '日常', 2 * 3600, 'ALL_HOURS', true),
    ('C-03', '路灯不亮', 'Street lamp out', '日常', 2 * 86400, 'WORK_DAYS', true),
    ('C-04', '垃圾没人清', 'Rubbish not cleared', '日常', 4 * 3600, 'WORK_HOURS', true),
    ('C-05', '车停在不该停的地方', 'Car where none may stand', '日常', 2 * 3600, 'WORK_HOURS', true),
    ('C-06', '自行车或共享单车堆放', 'Bikes piled up', '日常', 2 * 3600, 'WORK_HOURS', true),
    ('C-07', '积水或漏水', 'Standing or leaking water', '日常', 4 * 3600, 'ALL_HOURS', true),
    ('C-08', '消防通道被堵', 'Fire lane blocked', '日常', 2 * 3600, 'ALL_HOURS', true),
    ('C-09', '噪声扰民', 'Noise that disturbs', '日常', 8 * 3600, 'WORK_HOURS', false),
    ('C-10', '树木或绿地损坏', 'Tree or green broken', '日常', 3 * 86400, 'WORK_DAYS', true),
    ('C-11', '电梯或公共设施故障', 'Lift or public fitting out of order', '日常', 4 * 3600, 'ALL_HOURS', true),
    ('C-12', '咨询、建议或其他', 'Question, suggestion, other', '日常', 5 * 86400, 'WORK_DAYS', false);

-- Public holidays of 2026 as the State Council announced them in November 2025; to be checked by an officer.
insert into cases.holiday (day, works, name, assumed)
select day::date, false, name, true
from (values
    ('2026-01-01'::date, '2026-01-03'::date, '元旦'),
    ('2026-02-15', '2026-02-23', '春节'),
    ('2026-04-04', '2026-04-06', '清明节'),
    ('2026-05-01', '2026-05-05', '劳动节'),
    ('2026-06-19', '2026-06-21', '端午节'),
    ('2026-09-25', '2026-09-27', '中秋节'),
    ('2026-10-01', '2026-10-07', '国庆节')) as holiday (first, last, name),
    generate_series(first, last, interval '1 day') as day;

insert into cases.holiday (day, works, name, assumed) values
    ('2026-01-04', true, '元旦调休', true),
    ('2026-02-14', true, '春节调休', true),
    ('2026-02-28', true, '春节调休', true),
    ('2026-05-09', true, '劳动节调休', true),
    ('2026-09-20', true, '国庆节调休', true),
    ('2026-10-10', true, '国庆节调休', true);
