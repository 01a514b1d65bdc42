import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.ErrorDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A standard's rules, read from the XML that veraPDF brings.
 *
 * <p>veraPDF reads it with JAXB, most of which the archive used here left out.
 */
final class Profile {
    private Profile() {}

    /** The rules of a flavour; null where the archive has none. */
    static ValidationProfile of(PDFAFlavour flavour) throws Exception {
        String name = flavour.name().replaceFirst("^PDFA_(\\d)_(\\w)$", "PDFA-$1$2").replace('_', '-');
        try (InputStream in = Profiles.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
            return in == null ? null : read(flavour, in);
        }
    }

    private static ValidationProfile read(PDFAFlavour flavour, InputStream in) throws Exception {
        Element profile = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in).getDocumentElement();
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element rule : all(profile, "rule")) {
            rules.add(rule(rule));
        }
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element variable : all(profile, "variable")) {
            variables.add(Profiles.variableFromValues(variable.getAttribute("name"), variable.getAttribute("object"),
                    text(variable, "defaultValue"), text(variable, "value")));
        }
        if (rules.isEmpty()) {
            throw new IOException("no rules for " + flavour);
        }
        var details = Profiles.profileDetailsFromValues(flavour.getId(), flavour.getId(), "veraPDF", new Date(0));
        return Profiles.profileFromValues(flavour, details, "", rules, variables);
    }

    private static Rule rule(Element rule) {
        Element id = all(rule, "id").get(0);
        RuleId ruleId = Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : all(rule, "argument")) {
            String name = argument.hasAttribute("name") ? argument.getAttribute("name") : null;
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), name, null));
        }
        ErrorDetails error = Profiles.errorFromValues(text(rule, "message"), arguments);
        boolean deferred = Boolean.parseBoolean(rule.getAttribute("deferred"));
        return Profiles.ruleFromValues(ruleId, rule.getAttribute("object"), deferred, rule.getAttribute("tags"),
                text(rule, "description"), text(rule, "test"), error, List.of());
    }

    private static String text(Element element, String name) {
        return all(element, name).get(0).getTextContent();
    }

    private static List<Element> all(Element element, String name) {
        NodeList nodes = element.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int at = 0; at < nodes.getLength(); at++) {
            elements.add((Element) nodes.item(at));
        }
        return elements;
    }
}
