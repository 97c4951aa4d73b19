package dev.rehearsal.formats.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.store.Store;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class JUnitReportTest {
    @Test
    void followsTheSchemaThatServersReadBy() throws Exception {
        try (Store store = Store.inMemory()) {
            String xml = SampleRun.write(new JUnitReport(), SampleRun.shop(store));

            SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(JUnitReportTest.class.getResource("junit.xsd"))
                    .newValidator()
                    .validate(new StreamSource(new StringReader(xml)));
        }
    }

    @Test
    void countsWhatItHas() throws Exception {
        try (Store store = Store.inMemory()) {
            Document xml = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(
                            new StringReader(SampleRun.write(new JUnitReport(), SampleRun.shop(store)))));

            var suite = (Element) xml.getElementsByTagName("testsuite").item(0);
            assertThat(suite.getAttribute("tests")).isEqualTo("4");
            assertThat(suite.getAttribute("failures")).isEqualTo("1");
            assertThat(suite.getAttribute("errors")).isEqualTo("2");
            var failure = (Element) xml.getElementsByTagName("failure").item(0);
            assertThat(((Element) failure.getParentNode()).getAttribute("name"))
                    .isEqualTo("late-parcel: Find out when order 1002 arrives, and have it sent to the office instead");
            assertThat(failure.getAttribute("message")).startsWith("conversation_completeness no: The agent claims");
            assertThat(failure.getTextContent()).contains("User: Great, so it will be", "failed: 409");
        }
    }
}
