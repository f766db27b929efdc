package org.chengmai.device;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.chengmai.kernel.Page;

/** One page, by id, of many devices that come unordered: only the pages up to it are kept and sorted. */
final class DeviceList {

    private static final int SIZE = 50;
    private static final Comparator<Device> BY_ID = Comparator.comparing(Device::id);

    private DeviceList() {}

    static Page<Device> page(Stream<Device> devices, int page) {
        int number = Math.max(0, page);
        int keep = (number + 1) * SIZE;
        PriorityQueue<Device> first = new PriorityQueue<>(BY_ID.reversed());
        long[] total = new long[1];
        devices.forEach(d -> {
            total[0]++;
            if (first.size() < keep) {
                first.add(d);
            } else if (BY_ID.compare(d, first.element()) < 0) {
                first.poll();
                first.add(d);
            }
        });
        List<Device> items =
                first.stream().sorted(BY_ID).skip((long) number * SIZE).toList();
        return new Page<>(items, number, SIZE, total[0]);
    }
}
