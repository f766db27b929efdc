package org.chengmai.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chengmai.identity.KnownAccounts;
import org.chengmai.kernel.Role;

/** What the console shows once the demonstration runs: addresses and accounts in a box, Chinese and English. */
final class Poster {

    private static final int WIDTH = 84;
    private static final Map<Role, String> ROLES = Map.of(
            Role.ADMINISTRATOR, "管理员 administrator",
            Role.COMMANDER, "指挥长 commander",
            Role.DISPATCHER, "派遣员 dispatcher",
            Role.UNIT_HANDLER, "处置人员 unit handler",
            Role.GRID_WORKER, "网格员 grid worker",
            Role.COMMITTEE, "居委会 committee",
            Role.PROPERTY, "物业 property",
            Role.AUDITOR, "审计员 auditor");

    private final KnownAccounts accounts;
    private final int port;
    private final int mqttPort;

    Poster(KnownAccounts accounts, int port, int mqttPort) {
        this.accounts = accounts;
        this.port = port;
        this.mqttPort = mqttPort;
    }

    String text() {
        List<String> lines = new ArrayList<>();
        String site = "http://localhost:" + port;
        lines.add("城脉 Chengmai · 演示 demonstration");
        lines.add("设备、案件和人都是模拟的 / devices, cases and people are simulated");
        lines.add("");
        lines.add(address("大屏 screen", site + "/screen"));
        lines.add(address("工作台 desk", site + "/desk"));
        lines.add(address("移动端 field", site + "/field"));
        lines.add(address("随手拍 report", site + "/report"));
        lines.add(address("后台 back room", site + "/back"));
        lines.add(address("设备接入 MQTT", "mqtt://localhost:" + mqttPort));
        lines.add("");
        lines.add("账号 accounts · 密码都是 password of all: " + accounts.password());
        for (KnownAccounts.Known known : accounts.list()) {
            String role = String.valueOf(ROLES.get(known.role()));
            lines.add("%s%s%s".formatted(padded(known.login(), 17), padded(role, 25), known.where()));
        }
        lines.add("");
        lines.add("Ctrl-C 停止 stops");
        return boxed(lines);
    }

    private static String address(String what, String where) {
        return padded(what, 17) + where;
    }

    private static String boxed(List<String> lines) {
        StringBuilder box = new StringBuilder("\n┌" + "─".repeat(WIDTH) + "┐\n");
        lines.forEach(line -> box.append("│ ").append(padded(line, WIDTH - 1)).append("│\n"));
        return box.append('└').append("─".repeat(WIDTH)).append('┘').toString();
    }

    private static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - columns(text)));
    }

    /** Columns of a terminal: Chinese characters take two. */
    private static int columns(String text) {
        return text.codePoints()
                .map(c ->
                        Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN || "（）：，、".indexOf(c) >= 0 ? 2 : 1)
                .sum();
    }
}
