package org.chengmai.detection;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chengmai.device.Device;
import org.chengmai.kernel.Bilingual;

/** Fills the placeholders of a scene's texts. */
final class AlarmText {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)\\}");
    private static final int DECIMALS = 2;

    private AlarmText() {}

    /** What the alarm says of this device, the device's own parameters going before the scene's. */
    static Bilingual of(Scene scene, Scene.Rule rule, Device device, Map<String, Double> own, double value) {
        Map<String, String> words = new HashMap<>();
        scene.parameters().forEach(p -> words.put(p.name(), number(own.getOrDefault(p.name(), p.value()))));
        words.put("device", name(device));
        words.put("value", number(value));
        UnaryOperator<String> fill = text -> fill(text, words);
        return new Bilingual(
                fill.apply(rule.text().zh()), fill.apply(rule.text().en()));
    }

    static String name(Device device) {
        return device.name().isBlank() ? device.id() : device.name();
    }

    /** The text with each known placeholder replaced. */
    static String fill(String text, Map<String, String> words) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(words.getOrDefault(found.group(1), found.group())));
    }

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
