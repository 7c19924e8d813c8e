package io.holdfast.report;

import io.holdfast.workspace.DefinitionException;
import java.awt.geom.Dimension2D;
import java.io.IOException;
import java.io.StringReader;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.apache.batik.anim.dom.SAXSVGDocumentFactory;
import org.apache.batik.bridge.BridgeContext;
import org.apache.batik.bridge.GVTBuilder;
import org.apache.batik.bridge.UserAgentAdapter;
import org.apache.batik.gvt.GraphicsNode;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * A drawing of plain shapes in plain colours. What would need a file, a font or a raster of the machine it is drawn on is
 * refused: reports come out the same everywhere, and read nothing but the workspace.
 *
 * @param shapes ready to paint, from 0, 0
 * @param size of the drawing, in its own units
 */
record Svg(GraphicsNode shapes, Dimension2D size) {

    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    private static final Set<String> PLAIN = Set.of(
            "svg",
            "g",
            "defs",
            "title",
            "desc",
            "metadata",
            "style",
            "path",
            "rect",
            "circle",
            "ellipse",
            "line",
            "polyline",
            "polygon",
            "use",
            "symbol",
            "clipPath");

    /** A reference that leaves the file; {@code #name} stays in it. */
    private static final Pattern OUTSIDE = Pattern.compile("@import|url\\(\\s*+['\"]?+(?!#)", Pattern.CASE_INSENSITIVE);

    /**
     * Reads a drawing.
     *
     * @param origin the file's name for messages
     * @throws DefinitionException where it is no such drawing, with the line
     */
    static Svg read(String origin, String text) {
        plain(origin, text);
        try {
            // The parser that has just read it without a word; named, so that the library takes no other.
            Document document = new SAXSVGDocumentFactory(null).createDocument("urn:logo", new StringReader(text));
            sizeFromViewBox(document.getDocumentElement());
            BridgeContext bridge = new BridgeContext(new UserAgentAdapter());
            GraphicsNode shapes = new GVTBuilder().build(bridge, document);
            Dimension2D size = bridge.getDocumentSize();
            if (!(size.getWidth() >= 1 && size.getHeight() >= 1)) {
                throw new DefinitionException(origin, 1, "has no size; give <svg> a width and a height, or a viewBox");
            }
            return new Svg(shapes, size);
        } catch (IOException | RuntimeException e) {
            if (e instanceof DefinitionException known) {
                throw known;
            }
            throw new DefinitionException(origin, 0, "cannot be drawn: " + e.getMessage());
        }
    }

    // Without a size of its own a drawing would get that of a window, which there is none of.
    private static void sizeFromViewBox(Element svg) {
        String[] box = svg.getAttribute("viewBox").strip().split("[\\s,]+");
        if (box.length == 4) {
            svg.setAttribute("width", box[2]);
            svg.setAttribute("height", box[3]);
        }
    }

    private static void plain(String origin, String text) {
        try {
            SAXParserFactory parsers = SAXParserFactory.newInstance();
            parsers.setNamespaceAware(true);
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            parsers.newSAXParser().parse(new InputSource(new StringReader(text)), new PlainShapes(origin));
        } catch (SAXParseException e) {
            throw new DefinitionException(
                    origin, e.getLineNumber(), "is no SVG: " + e.getMessage() + " Mend it or export it anew.");
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new DefinitionException(origin, 0, "is no SVG: " + e.getMessage());
        }
    }

    /** Refuses all but plain shapes, by line. */
    private static final class PlainShapes extends DefaultHandler {

        private final String origin;
        private @Nullable Locator place;
        private int depth;

        PlainShapes(String origin) {
            this.origin = origin;
        }

        @Override
        public void setDocumentLocator(Locator locator) {
            place = locator;
        }

        @Override
        public void startElement(String namespace, String name, String qualified, Attributes attributes) {
            if (depth++ == 0 && !(namespace.equals(NAMESPACE) && name.equals("svg"))) {
                throw problem("begins with <" + qualified + ">; an SVG begins with <svg xmlns=\"" + NAMESPACE + "\">");
            }
            if (namespace.equals(NAMESPACE) && !PLAIN.contains(name)) {
                throw problem("has a <" + name + ">, which would not look the same on every machine; export it as plain"
                        + " shapes in plain colours (text as outlines), or as PNG");
            }
            for (int i = 0; i < attributes.getLength(); i++) {
                String value = attributes.getValue(i).strip();
                if (attributes.getLocalName(i).equals("href") && !value.startsWith("#")
                        || OUTSIDE.matcher(value).find()) {
                    throw problem("refers to '" + value + "', which is not in the file; put it in or leave it out");
                }
            }
        }

        @Override
        public void endElement(String namespace, String name, String qualified) {
            depth--;
        }

        @Override
        public void characters(char[] text, int start, int length) {
            if (OUTSIDE.matcher(new String(text, start, length)).find()) {
                throw problem("has a style that refers to another file; put it in or leave it out");
            }
        }

        private DefinitionException problem(String message) {
            return new DefinitionException(origin, place == null ? 0 : place.getLineNumber(), message);
        }
    }
}
