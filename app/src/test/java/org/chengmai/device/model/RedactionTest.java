package org.chengmai.device.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a text that nobody can read nothing is kept that names a person or a vehicle. */
class RedactionTest {

    @ParameterizedTest
    @CsvSource({
        "沪A12345,              沪A*****",
        "沪AD12345,             沪A*****",
        "沪A·D12345,            沪A*****",
        "沪A D1234 5,           沪A*****",
        "沪-A-D12345,           沪-A*****",
        "沪a•d12345,            沪a*****",
        "粤Z1234港,             粤Z*****",
        "京A1234警 在此,        京A***** 在此",
        "\\u6caaAD12345,        \\u6caaA*****",
        "\\u6caaA\\u00b7D12345, \\u6caaA*****",
        "\uFFFD\uFFFDAD12345,   \uFFFD\uFFFDA*****",
        "WJ沪12345,             WJ*****",
        "WJ 01 12345,           WJ*****",
        "13812345678,           13800000000",
        "+8613812345678,        +8613800000000",
        "138 1234 5678,         138 0000 0000",
        "138-1234-5678,         138-0000-0000",
        "021-62345678,          021-00000000",
        "310107199003071234,    310107000000000000",
        "31010719900307123X,    310107000000000000",
        "310107 19900307 1234,  310107 00000000 0000",
        "310107900307123,       310107000000000",
    })
    void whatNamesSomebodyIsMasked(String said, String kept) {
        assertThat(Redaction.of(said)).isEqualTo(kept);
        String json = "{\"ts\":1700000000000,\"values\":{\"text\":\"" + said + "\"";
        assertThat(Redaction.of(json)).isEqualTo("{\"ts\":1700000000000,\"values\":{\"text\":\"" + kept + "\"");
        assertThat(Redaction.clean(said)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ts\":1700000000000,\"values\":{\"temperature\":21.5,\"count\":1700000}}",
                "{\"ts\":1700000000000123,\"level\":0.13812345678}",
                "中文说明：1号楼A座",
                "firmware 2.10.12345 build 20260304",
                "A3 · 17",
                "cam-310107-0042",
            })
    void whatNamesNobodyStays(String said) {
        assertThat(Redaction.clean(said)).isTrue();
    }
}
