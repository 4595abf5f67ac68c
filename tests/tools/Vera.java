import java.io.File;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.TreeSet;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Tells which rules of a standard a PDF breaks: {@code java -cp JAR Vera.java PROFILE FILE [PROFILE FILE ...]}.
 *
 * <p>A profile is the name of one that the engine brings, such as PDFUA-1. A line is printed for each check of a file that
 * fails: file, profile, rule, what it says, where; parted by tabs. A file without a line passes. The engine's own reader of
 * profiles asks for JAXB, which its jar does not hold; so they are read here.
 */
final class Vera {
  private static final XPath XPATH = XPathFactory.newInstance().newXPath();
  private static final int FAILURES_OF_A_RULE = 5;

  public static void main(String[] pairs) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    for (int at = 0; at + 1 < pairs.length; at += 2) {
      report(profile(pairs[at]), pairs[at], new File(pairs[at + 1]));
    }
  }

  private static void report(ValidationProfile profile, String name, File file) throws Exception {
    var foundry = Foundries.defaultInstance();
    try (var parser = foundry.createParser(file, profile.getPDFAFlavour());
        var validator = foundry.createValidator(profile, FAILURES_OF_A_RULE, false, true, false)) {
      for (TestAssertion check : validator.validate(parser).getTestAssertions()) {
        if (check.getStatus() == TestAssertion.Status.FAILED) {
          var rule = check.getRuleId();
          System.out.println(String.join("\t", file.getPath(), name, rule.getClause() + "-" + rule.getTestNumber(),
              check.getMessage().replaceAll("\\s+", " "), check.getLocation().getContext()));
        }
      }
    }
  }

  private static ValidationProfile profile(String name) throws Exception {
    var resource = Vera.class.getClassLoader().getResource("org/verapdf/pdfa/validation/" + name + ".xml");
    Node root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(resource.openStream()).getDocumentElement();
    var rules = new TreeSet<Rule>(Comparator.comparing(rule -> rule.getRuleId() + rule.getObject()));
    for (Node node : all(root, "rules/rule")) {
      rules.add(rule(node));
    }
    var variables = new TreeSet<Variable>(Comparator.comparing(each -> each.getObject() + "." + each.getName()));
    for (Node node : all(root, "variables/variable")) {
      variables.add(Profiles.variableFromValues(
          text(node, "@name"), text(node, "@object"), text(node, "defaultValue"), text(node, "value")));
    }
    var details = Profiles.profileDetailsFromValues(name, name, "", new Date(0));
    return Profiles.profileFromSortedValues(PDFAFlavour.valueOf(text(root, "@flavour")), details, "", rules, variables);
  }

  private static Rule rule(Node node) throws Exception {
    var specification = PDFAFlavour.Specification.valueOf(text(node, "id/@specification"));
    var id = Profiles.ruleIdFromValues(specification, text(node, "id/@clause"), Integer.parseInt(text(node, "id/@testNumber")));
    var arguments = new ArrayList<ErrorArgument>();
    for (Node argument : all(node, "error/arguments/argument")) {
      arguments.add(ErrorArgumentImpl.fromValues(text(argument, "."), null, null));
    }
    var error = Profiles.errorFromValues(text(node, "error/message"), arguments);
    Boolean deferred = text(node, "@deferred").isEmpty() ? null : Boolean.valueOf(text(node, "@deferred"));
    return Profiles.ruleFromValues(id, text(node, "@object"), deferred, text(node, "@tags"),
        text(node, "description"), text(node, "test"), error, List.of());
  }

  private static String text(Node node, String path) throws Exception {
    return XPATH.evaluate(path, node);
  }

  private static List<Node> all(Node node, String path) throws Exception {
    var found = (NodeList) XPATH.evaluate(path, node, XPathConstants.NODESET);
    var nodes = new ArrayList<Node>();
    for (int at = 0; at < found.getLength(); at++) {
      nodes.add(found.item(at));
    }
    return nodes;
  }
}
