package threetier.command.inspect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * An element of an XML file. Names are without their namespace, because it differs between versions of Jakarta EE.
 *
 * @param element with its children
 */
record Descriptor(Element element) {

    /**
     * Parses a file. It fetches nothing, neither a DTD nor a schema.
     *
     * @throws SAXException if it is not well-formed
     */
    static Descriptor parse(byte[] bytes) throws SAXException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // The default one prints errors
            builder.setErrorHandler(new DefaultHandler());
            return new Descriptor(builder.parse(new ByteArrayInputStream(bytes)).getDocumentElement());
        } catch (ParserConfigurationException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The elements of this name, at any depth. */
    Stream<Descriptor> all(String name) {
        NodeList found = element.getElementsByTagNameNS("*", name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> new Descriptor((Element) found.item(i)));
    }

    /** The text of the first element of this name. */
    Optional<String> text(String name) {
        return all(name).map(Descriptor::text).findFirst();
    }

    String text() {
        return element.getTextContent().strip();
    }

    /** The value of an attribute; empty if it is missing. */
    String attribute(String name) {
        return element.getAttribute(name).strip();
    }
}
