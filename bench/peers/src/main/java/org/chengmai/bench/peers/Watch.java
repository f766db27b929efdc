package org.chengmai.bench.peers;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The rules as a function over the readings of one device in Flink: one state and at most one running timer a device, which
 * may be early and is set anew when it comes up, so that a reading that pushes silence back costs no timer.
 */
final class Watch extends KeyedProcessFunction<Integer, Reading, Alarm> {
    private static final long serialVersionUID = 1;

    private transient @Nullable ValueState<Memory> memories;

    @Override
    public void open(OpenContext context) {
        memories = getRuntimeContext().getState(new ValueStateDescriptor<>("memory", Memory.class));
    }

    @Override
    public void processElement(Reading reading, Context context, Collector<Alarm> out) throws Exception {
        ValueState<Memory> all = state();
        Memory memory = all.value();
        if (memory == null) {
            memory = new Memory();
        }
        memory.settle(reading.device, reading.at, out);
        memory.take(reading, out);
        schedule(memory, context);
        all.update(memory);
    }

    @Override
    public void onTimer(long at, OnTimerContext context, Collector<Alarm> out) throws Exception {
        ValueState<Memory> all = state();
        Memory memory = all.value();
        memory.timer = Long.MAX_VALUE;
        memory.settle(context.getCurrentKey(), at, out);
        schedule(memory, context);
        all.update(memory);
    }

    private static void schedule(Memory memory, Context context) {
        long due = memory.due();
        if (due < memory.timer) {
            memory.timer = due;
            context.timerService().registerEventTimeTimer(due);
        }
    }

    private ValueState<Memory> state() {
        return java.util.Objects.requireNonNull(memories);
    }
}
