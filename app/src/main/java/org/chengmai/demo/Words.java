package org.chengmai.demo;

import java.util.List;
import java.util.random.RandomGenerator;

/** What made-up people write. */
final class Words {

    /** A resident's trouble: code of a matter, what is written, how many things stand in the picture. */
    record Trouble(String matter, String words, int things) {}

    static final List<Trouble> TROUBLES = List.of(
            new Trouble("C-06", "人行道上停满了共享单车，婴儿车推不过去，只能走机动车道。", 9),
            new Trouble("C-06", "地铁口共享单车倒了一片，盲道也被压住了。", 12),
            new Trouble("C-04", "垃圾堆在弄堂口两天了，没有人收，有味道。", 4),
            new Trouble("C-01", "路面有个坑，下雨天积水，骑车容易摔。", 0),
            new Trouble("C-02", "井盖松动，车开过去咣当响，晚上睡不着。", 0),
            new Trouble("C-03", "小区门口连着三盏路灯不亮，晚上很黑。", 0),
            new Trouble("C-09", "工地晚上十点还在施工，声音很大，家里有小孩要睡觉。", 0),
            new Trouble("C-07", "地下通道进口积水，已经没过鞋面。", 0),
            new Trouble("C-08", "消防通道上停了一辆面包车，好几个小时没人来。", 1));

    private static final List<String> PRAISE = List.of("很快就解决了，谢谢！", "处理及时，点赞。", "来得很快，态度也好。", "解决了，希望能保持。");
    private static final List<String> BLAME = List.of("处理了，但过两天可能又会这样。", "等得有点久。");

    private Words() {}

    /** What was done about it. */
    static String result(String source, RandomGenerator random) {
        List<String> words = switch (source) {
            case "scene:B3" -> List.of("上门查看，老人平安，刚才在午睡。", "电话联系上老人，去邻居家串门了，一切平安。");
            case "scene:B4" -> List.of("已联系车主，车辆驶离，通道恢复畅通。", "现场劝离，通道已清空。");
            case "scene:B5" -> List.of("楼洞门被纸板卡住，已取下并关好。", "闭门器松了，已调整，门能自动关上。");
            case "scene:B6" -> List.of("到场查看，厨房油烟引起，已开窗通风，无火情。", "电瓶车充电发热冒烟，已断电移出，无人受伤。");
            case "scene:B7" -> List.of("插线板接触不良，已断电更换。", "线路老化打火，电工已更换接线端子。");
            case "scene:B18" -> List.of("单车已归拢到停放区，人行道恢复通行。", "企业运维人员已到场，清运 20 余辆。");
            case "scene:B32" -> List.of("已更换电池，设备恢复上报。", "设备已检修，信号正常。");
            default -> List.of("已到现场处理完毕，恢复正常。", "已清理，现场整洁。", "已安排维修，当场修复。");
        };
        return words.get(random.nextInt(words.size()));
    }

    static String rating(int stars, RandomGenerator random) {
        List<String> words = stars >= 4 ? PRAISE : BLAME;
        return words.get(random.nextInt(words.size()));
    }
}
