package org.chengmai.kernel;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A CSV file (RFC 4180, UTF-8 with or without byte order mark) read row by row: a bad row is listed with its line, the
 * good ones go in.
 */
public final class Table {

    /** One row, by column name. */
    public record Row(long line, Map<String, String> fields) {

        /** The field, trimmed; empty when the column is missing. */
        public String get(String column) {
            return fields.getOrDefault(column, "").strip();
        }

        /** The field, which must not be missing or empty. */
        public String must(String column) {
            String value = get(column);
            if (value.isEmpty()) {
                throw Refusal.badInput(
                        "import.missing",
                        "Expected a value in column '%s', but it is empty.".formatted(column),
                        column);
            }
            return value;
        }

        /** The field, which must be a number. */
        public double number(String column) {
            String value = must(column);
            try {
                return Double.parseDouble(value);
            } catch (NumberFormatException e) {
                throw Refusal.badInput(
                        "import.number",
                        "Expected a number in column '%s', but found '%s'.".formatted(column, value),
                        column,
                        value);
            }
        }
    }

    /** Takes one row, or refuses it. */
    public interface RowTaker {
        void take(Row row);
    }

    private Table() {}

    /** The text of a file that somebody saved: UTF-8, or GB18030 where it is not, as spreadsheets in China save. */
    public static Reader open(byte[] file) {
        try {
            return new StringReader(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(file))
                    .toString());
        } catch (CharacterCodingException e) {
            return new StringReader(new String(file, Charset.forName("GB18030")));
        }
    }

    /**
     * Reads every row of {@code csv} and gives it to {@code taker}; what the taker refuses becomes a fault of the report.
     *
     * @param separator {@code ','} for CSV, {@code '\t'} for TSV
     * @param columns the columns that the heading must have
     * @throws Refusal when the heading lacks one of them
     */
    public static ImportReport read(Reader csv, char separator, List<String> columns, RowTaker taker) {
        List<ImportReport.Fault> faults = new ArrayList<>();
        int taken = 0;
        boolean first = true;
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                .fieldSeparator(separator)
                .detectBomHeader(false)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofNamedCsvRecord(csv)) {
            for (NamedCsvRecord row : rows) {
                Map<String, String> fields = withoutMark(row);
                if (first) {
                    checkHeading(fields, columns);
                    first = false;
                }
                try {
                    taker.take(new Row(row.getStartingLineNumber(), fields));
                    taken++;
                } catch (Refusal refusal) {
                    faults.add(ImportReport.Fault.of(row.getStartingLineNumber(), refusal));
                }
            }
        } catch (CsvParseException e) {
            faults.add(new ImportReport.Fault(0, "Expected a readable CSV file, but " + e.getMessage()));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new ImportReport(taken, faults);
    }

    private static Map<String, String> withoutMark(NamedCsvRecord row) {
        return row.getFieldsAsMap().entrySet().stream()
                .collect(Collectors.toMap(
                        e -> e.getKey().replace("\uFEFF", "").strip(), Map.Entry::getValue, (a, b) -> a));
    }

    private static void checkHeading(Map<String, String> fields, List<String> columns) {
        List<String> missing =
                columns.stream().filter(c -> !fields.containsKey(c)).toList();
        if (!missing.isEmpty()) {
            throw Refusal.badInput(
                    "import.heading",
                    "Expected the columns %s in the heading, but %s %s missing."
                            .formatted(columns, missing, missing.size() == 1 ? "is" : "are"),
                    columns,
                    missing);
        }
    }
}
