package io.holdfast.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlMapTest {

    @TempDir
    private Path folder;

    @Test
    void values_stay_as_they_were_written_until_asked_for_as_something_else() {
        YamlMap yaml = yaml("version: 1.10\nanswer: no\nday: 2025-12-31\nquoted: 'a: b'\n");

        assertThat(yaml.text("version")).isEqualTo("1.10");
        assertThat(yaml.text("answer")).isEqualTo("no");
        assertThat(yaml.text("day")).isEqualTo("2025-12-31");
        assertThat(yaml.text("quoted")).isEqualTo("a: b");
        assertThat(yaml.keys()).containsExactly("version", "answer", "day", "quoted");
        assertThat(yaml.line("day")).isEqualTo(3);
    }

    @Test
    void an_empty_file_is_an_empty_mapping() {
        assertThat(yaml("").keys()).isEmpty();
        assertThat(yaml("# only a comment\n").keys()).isEmpty();
    }

    @Test
    void a_byte_order_mark_and_windows_line_ends_do_not_matter() {
        assertThat(yaml("\ufeffa: 1\r\nb: 2\r\n").keys()).containsExactly("a", "b");
    }

    @Test
    void numbers_are_exact_and_a_percent_sign_is_a_hundredth() {
        YamlMap yaml = yaml("a: 24\nb: 0.50\nc: 95%\nd: -2.5 %\n");

        assertThat(yaml.number("a")).contains(new BigDecimal("24"));
        assertThat(yaml.number("b")).contains(new BigDecimal("0.50"));
        assertThat(yaml.number("c")).contains(new BigDecimal("0.95"));
        assertThat(yaml.number("d")).contains(new BigDecimal("-0.025"));
        assertThat(yaml.number("absent")).isEmpty();
    }

    @Test
    void absent_keys_have_the_value_that_is_asked_for() {
        YamlMap yaml = yaml("a: 1\n");

        assertThat(yaml.flag("absent", true)).isTrue();
        assertThat(yaml.wholeNumber("absent", 1, 7)).isEqualTo(7);
        assertThat(yaml.oneOf("absent", "up", "up", "down")).isEqualTo("up");
        assertThat(yaml.optionalText("absent")).isEmpty();
        assertThat(yaml.texts("absent")).isEmpty();
        assertThat(yaml.map("absent").keys()).isEmpty();
        assertThat(yaml.maps("absent")).isEmpty();
        assertThat(yaml.has("absent")).isFalse();
    }

    @Test
    void a_key_with_nothing_behind_it_is_an_empty_list_or_mapping() {
        YamlMap yaml = yaml("parameters:\n# tolerance_days: 0\nlanguages:\nsteps:\n");

        assertThat(yaml.map("parameters").keys()).isEmpty();
        assertThat(yaml.texts("languages")).isEmpty();
        assertThat(yaml.maps("steps")).isEmpty();
    }

    @Test
    void a_list_may_be_written_as_one_text() {
        YamlMap yaml = yaml("one: en\nmany: [en, zh]\nbelow:\n  - en\n");

        assertThat(yaml.texts("one")).containsExactly("en");
        assertThat(yaml.texts("many")).containsExactly("en", "zh");
        assertThat(yaml.texts("below")).containsExactly("en");
    }

    @Test
    void translations_keep_the_order_of_the_file_and_one_text_serves_all_languages() {
        YamlMap yaml = yaml("name: {zh: 准时, en: On time, de: Pünktlich}\nquestion: Why?\n");

        assertThat(yaml.translations("name").keySet()).containsExactly("zh", "en", "de");
        assertThat(yaml.translations("question")).isEqualTo(Map.of("en", "Why?"));
    }

    @Test
    void a_second_key_of_the_same_name_is_refused_where_it_stands() {
        assertComplaint("a: 1\nb: 2\na: 3\n", YamlMap::keys, 3, "'a' stands here a second time; keep one");
        assertComplaint(
                "top:\n  x: 1\n  x: 2\n", yaml -> yaml.map("top"), 3, "'x' stands here a second time; keep one");
    }

    @Test
    void an_unknown_key_is_refused_with_those_allowed() {
        assertComplaint(
                "target: 1\ntargt: 2\n",
                yaml -> yaml.only("target", "better"),
                2,
                "'targt' is not known here; allowed: target, better");
    }

    @Test
    void a_required_key_that_is_missing_or_empty_is_asked_for() {
        assertComplaint("\n\na: 1\n", yaml -> yaml.text("name"), 3, "'name' is missing; it is required here");
        assertComplaint(
                "a: 1\nname:\n", yaml -> yaml.text("name"), 2, "'name' has nothing behind it; it is required here");
        assertComplaint(
                "a: 1\n",
                yaml -> yaml.translations("name"),
                1,
                "'name' is missing; write a text, or one for each language (en: …, zh: …)");
        assertComplaint(
                "a: 1\nname:\n",
                yaml -> yaml.translations("name"),
                2,
                "'name' has nothing behind it; it is required here");
        assertComplaint(
                "name:\n  zh: 准时\n",
                yaml -> yaml.translations("name"),
                1,
                "'name' has no text for en, which serves where a language lacks one");
    }

    @Test
    void values_of_the_wrong_kind_are_refused_with_what_to_write() {
        assertComplaint("a: 1\nb: yes\n", yaml -> yaml.flag("b", false), 2, "'b' is 'yes'; write true or false");
        assertComplaint("b: 0\n", yaml -> yaml.wholeNumber("b", 1, 1), 1, "'b' is '0'; write a whole number from 1");
        assertComplaint(
                "b: 2.0\n", yaml -> yaml.wholeNumber("b", 1, 1), 1, "'b' is '2.0'; write a whole number from 1");
        assertComplaint("b: 1e3\n", yaml -> yaml.number("b"), 1, "'b' is '1e3'; write a number such as 24, 0.5 or 95%");
        assertComplaint("b: 1,5\n", yaml -> yaml.number("b"), 1, "'b' is '1,5'; write a number such as 24, 0.5 or 95%");
        assertComplaint("b:\n", yaml -> yaml.number("b"), 1, "'b' is ''; write a number such as 24, 0.5 or 95%");
        assertComplaint(
                "b: left\n", yaml -> yaml.oneOf("b", "up", "up", "down"), 1, "'b' is 'left'; write one of up, down");
    }

    @Test
    void values_of_the_wrong_shape_are_refused_with_the_right_one() {
        assertComplaint(
                "a: 1\nb: [1, 2]\n", yaml -> yaml.text("b"), 2, "'b' must be a single value, not a list or a mapping");
        assertComplaint(
                "b:\n  - x\n  - [y]\n",
                yaml -> yaml.texts("b"),
                3,
                "an item of 'b' must be a single value, not a list or a mapping");
        assertComplaint("b: 1\n", yaml -> yaml.map("b"), 1, "'b' must hold indented 'key: value' lines below it");
        assertComplaint(
                "steps:\n  - figures\n",
                yaml -> yaml.maps("steps"),
                1,
                "'steps' must be a list of '- key: value' items");
        assertComplaint("[a]: 1\n", YamlMap::keys, 1, "a key must be a single value, not a list or a mapping");
    }

    @Test
    void a_complaint_within_a_list_names_the_line_of_the_item() {
        assertComplaint(
                "steps:\n  - extract: all\n  - {report: x,\n     to: y}\n",
                yaml -> yaml.maps("steps").get(1).only("report"),
                4,
                "'to' is not known here; allowed: report");
    }

    @Test
    void what_is_not_a_mapping_or_not_yaml_is_refused_with_its_line() {
        assertComplaint(
                "\n- a\n- b\n",
                YamlMap::keys,
                2,
                "this file must hold 'key: value' lines, but it is a list or a single value");
        assertComplaint(
                "a: 1\n b: 2\n",
                YamlMap::keys,
                2,
                "this is not YAML: mapping values are not allowed here; check indentation, quotes and colons");
        assertComplaint(
                "a: 1\n---\nb: 2\n",
                YamlMap::keys,
                2,
                "this is not YAML: but found another document; check indentation, quotes and colons");
    }

    @Test
    void a_control_character_is_named_with_its_line() {
        assertComplaint(
                "a: 1\nb: x\u0007y\n", YamlMap::keys, 2, "holds the character U+0007, which no text has; remove it");
    }

    @Test
    void a_file_cannot_make_java_objects() {
        assertThatThrownBy(() -> yaml("a: !!javax.script.ScriptEngineManager evil\n"))
                .isInstanceOf(DefinitionException.class)
                .hasMessageStartingWith("jobs/file.yml:1: this is not YAML: Global tag is not allowed");
    }

    private void assertComplaint(String text, Function<YamlMap, Object> asked, int line, String message) {
        assertThatThrownBy(() -> asked.apply(yaml(text)))
                .isInstanceOf(DefinitionException.class)
                .hasMessage("jobs/file.yml:" + line + ": " + message);
    }

    private YamlMap yaml(String text) {
        try {
            Files.write(folder.resolve("file.yml"), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return YamlMap.read(new Definitions("jobs", folder), "file.yml");
    }
}
