package io.holdfast.workspace;

import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * A mapping of a YAML file whose every complaint names file and line. Works on the parse tree, not on loaded
 * objects: nothing in a file can create a Java object, and each value keeps the line it came from. Values are
 * text until asked for as something else, so {@code 1.10} and {@code no} stay as they were written.
 */
public final class YamlMap {

    private final String file;
    private final int line;
    private final Map<String, Node> entries = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();

    private YamlMap(String file, MappingNode node) {
        this.file = file;
        this.line = line(node);
        for (NodeTuple tuple : node.getValue()) {
            String key = scalar(tuple.getKeyNode(), "a key");
            if (entries.put(key, tuple.getValueNode()) != null) {
                throw problem(line(tuple.getKeyNode()), "'" + key + "' stands here a second time; keep one");
            }
            lines.put(key, line(tuple.getKeyNode()));
        }
    }

    /** Reads a file of the tree; an empty one is an empty mapping. */
    public static YamlMap read(Definitions definitions, String file) {
        String origin = definitions.origin(file);
        String text = definitions.text(file);
        try {
            Node node = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (node == null) {
                return new YamlMap(origin, nothing());
            }
            if (node instanceof MappingNode mapping) {
                return new YamlMap(origin, mapping);
            }
            throw new DefinitionException(
                    origin, line(node), "this file must hold 'key: value' lines, but it is a list or a single value");
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw new DefinitionException(
                    origin, line, "this is not YAML: " + e.getProblem() + "; check indentation, quotes and colons");
        } catch (ReaderException e) {
            int line = 1
                    + (int) text.substring(0, Math.min(e.getPosition(), text.length()))
                            .chars()
                            .filter(character -> character == '\n')
                            .count();
            throw new DefinitionException(
                    origin,
                    line,
                    String.format(
                            Locale.ROOT, "holds the character U+%04X, which no text has; remove it", e.getCodePoint()));
        } catch (YAMLException e) {
            throw new DefinitionException(origin, 0, "this is not YAML: " + e.getMessage());
        }
    }

    public String file() {
        return file;
    }

    /** Refuses every key but these. */
    public YamlMap only(String... allowed) {
        List<Problem> unknown = entries.keySet().stream()
                .filter(key -> !Arrays.asList(allowed).contains(key))
                .map(key -> new Problem(
                        file, line(key), "'" + key + "' is not known here; allowed: " + String.join(", ", allowed)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new DefinitionException(unknown);
        }
        return this;
    }

    public List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    public boolean has(String key) {
        return entries.containsKey(key);
    }

    /** Whether 'key: value' lines stand below a key. */
    public boolean isMap(String key) {
        return entries.get(key) instanceof MappingNode;
    }

    public String text(String key) {
        String text =
                optionalText(key).orElseThrow(() -> problem(line, "'" + key + "' is missing; it is required here"));
        if (text.isBlank()) {
            throw problem(key, "'" + key + "' has nothing behind it; it is required here");
        }
        return text;
    }

    public Optional<String> optionalText(String key) {
        return Optional.ofNullable(entries.get(key)).map(node -> scalar(node, "'" + key + "'"));
    }

    public boolean flag(String key, boolean otherwise) {
        return optionalText(key)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw problem(key, "'" + key + "' is '" + text + "'; write true or false");
                })
                .orElse(otherwise);
    }

    public long wholeNumber(String key, long least, long otherwise) {
        return optionalText(key)
                .map(text -> {
                    if (!text.matches("-?\\d{1,18}") || Long.parseLong(text) < least) {
                        throw problem(key, "'" + key + "' is '" + text + "'; write a whole number from " + least);
                    }
                    return Long.parseLong(text);
                })
                .orElse(otherwise);
    }

    /** An exact number; {@code 5%} is 0.05. */
    public Optional<BigDecimal> number(String key) {
        return optionalText(key).map(text -> {
            String digits =
                    text.endsWith("%") ? text.substring(0, text.length() - 1).strip() : text;
            if (!digits.matches("-?\\d{1,15}(\\.\\d{1,12})?")) {
                throw problem(key, "'" + key + "' is '" + text + "'; write a number such as 24, 0.5 or 95%");
            }
            BigDecimal number = new BigDecimal(digits);
            return text.endsWith("%") ? number.movePointLeft(2) : number;
        });
    }

    /** One of the given words. */
    public String oneOf(String key, String otherwise, String... allowed) {
        String text = optionalText(key).orElse(otherwise);
        if (!Arrays.asList(allowed).contains(text)) {
            throw problem(key, "'" + key + "' is '" + text + "'; write one of " + String.join(", ", allowed));
        }
        return text;
    }

    /** A list of texts, or one text as a list of one; empty where the key is absent or has nothing behind it. */
    public List<String> texts(String key) {
        Node node = entries.get(key);
        if (node == null || isNothing(node)) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            return List.of(scalar(node, "'" + key + "'"));
        }
        List<String> texts = new ArrayList<>();
        sequence.getValue().forEach(item -> texts.add(scalar(item, "an item of '" + key + "'")));
        return List.copyOf(texts);
    }

    /** The mapping below a key; an empty one where the key is absent or has nothing below it. */
    public YamlMap map(String key) {
        Node node = entries.get(key);
        if (node == null || isNothing(node)) {
            return new YamlMap(file, nothing());
        }
        if (node instanceof MappingNode mapping) {
            return new YamlMap(file, mapping);
        }
        throw problem(key, "'" + key + "' must hold indented 'key: value' lines below it");
    }

    /** The list of mappings below a key; empty where the key is absent or has nothing below it. */
    public List<YamlMap> maps(String key) {
        Node node = entries.get(key);
        if (node == null || isNothing(node)) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence
                && sequence.getValue().stream().allMatch(MappingNode.class::isInstance)) {
            return sequence.getValue().stream()
                    .map(item -> new YamlMap(file, (MappingNode) item))
                    .toList();
        }
        throw problem(key, "'" + key + "' must be a list of '- key: value' items");
    }

    /** The same text in several languages: a mapping of language to text, or one text for all. */
    public Map<String, String> translations(String key) {
        Node node = entries.get(key);
        if (node == null) {
            throw problem(line, "'" + key + "' is missing; write a text, or one for each language (en: …, zh: …)");
        }
        if (!(node instanceof MappingNode)) {
            return Map.of("en", text(key));
        }
        YamlMap languages = map(key);
        Map<String, String> texts = new LinkedHashMap<>();
        languages.keys().forEach(language -> texts.put(language, languages.text(language)));
        if (!texts.containsKey("en")) {
            throw problem(key, "'" + key + "' has no text for en, which serves where a language lacks one");
        }
        return Collections.unmodifiableMap(texts);
    }

    /** The line of this key; where it is absent, the one where the mapping begins. */
    public int line(String key) {
        return lines.getOrDefault(key, line);
    }

    /** A complaint about the value of this key. */
    public DefinitionException problem(String key, String message) {
        return problem(line(key), message);
    }

    private DefinitionException problem(int at, String message) {
        return new DefinitionException(file, at, message);
    }

    private static MappingNode nothing() {
        return new MappingNode(Tag.MAP, List.of(), DumperOptions.FlowStyle.BLOCK);
    }

    private static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.isPlain()
                && scalar.getValue().isEmpty();
    }

    private String scalar(Node node, String what) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw problem(line(node), what + " must be a single value, not a list or a mapping");
    }

    private static int line(Node node) {
        return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
    }
}
