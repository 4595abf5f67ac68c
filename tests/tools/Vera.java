import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
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
import org.w3c.dom.Element;

/**
 * Tells which rules of a standard PDFs break: {@code java -cp JAR Vera.java}, told a profile, a tab and a file in each line.
 *
 * <p>A profile is the name of one that the engine brings, such as PDFUA-1. A line is printed for each check of a file that
 * fails: file, profile, rule, what it says, where; parted by tabs; and an empty line when the file is done. The engine's own
 * reader of profiles asks for JAXB, which its jar does not hold; so they are read here.
 */
final class Vera {
  private static final int FAILURES_OF_A_RULE = 5;

  public static void main(String[] none) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    var profiles = new HashMap<String, ValidationProfile>();
    var told = new BufferedReader(new InputStreamReader(System.in));
    for (String line = told.readLine(); line != null; line = told.readLine()) {
      var pair = line.split("\t");
      if (!profiles.containsKey(pair[0])) {
        profiles.put(pair[0], profile(pair[0]));
      }
      report(profiles.get(pair[0]), pair[0], new File(pair[1]));
      System.out.println();
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
    Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(resource.openStream()).getDocumentElement();
    var rules = new TreeSet<Rule>(Comparator.comparing(rule -> rule.getRuleId() + rule.getObject()));
    for (Element node : all(root, "rules", "rule")) {
      rules.add(rule(node));
    }
    var variables = new TreeSet<Variable>(Comparator.comparing(each -> each.getObject() + "." + each.getName()));
    for (Element node : all(root, "variables", "variable")) {
      variables.add(Profiles.variableFromValues(
          text(node, "@name"), text(node, "@object"), text(node, "defaultValue"), text(node, "value")));
    }
    var details = Profiles.profileDetailsFromValues(name, name, "", new Date(0));
    return Profiles.profileFromSortedValues(PDFAFlavour.valueOf(text(root, "@flavour")), details, "", rules, variables);
  }

  private static Rule rule(Element node) {
    var specification = PDFAFlavour.Specification.valueOf(text(node, "id/@specification"));
    var id = Profiles.ruleIdFromValues(specification, text(node, "id/@clause"), Integer.parseInt(text(node, "id/@testNumber")));
    var arguments = new ArrayList<ErrorArgument>();
    for (Element error : children(node, "error")) {
      for (Element argument : all(error, "arguments", "argument")) {
        arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), null, null));
      }
    }
    var error = Profiles.errorFromValues(text(node, "error/message"), arguments);
    Boolean deferred = text(node, "@deferred").isEmpty() ? null : Boolean.valueOf(text(node, "@deferred"));
    return Profiles.ruleFromValues(id, text(node, "@object"), deferred, text(node, "@tags"),
        text(node, "description"), text(node, "test"), error, List.of());
  }

  /** What an attribute or the only element on a path says; XPath would go through the whole profile for each. */
  private static String text(Element element, String path) {
    if (path.startsWith("@")) {
      return element.getAttribute(path.substring(1));
    }
    var parts = path.split("/", 2);
    for (Element child : children(element, parts[0])) {
      return parts.length > 1 ? text(child, parts[1]) : child.getTextContent();
    }
    return "";
  }

  private static List<Element> all(Element element, String group, String name) {
    var found = new ArrayList<Element>();
    for (Element each : children(element, group)) {
      found.addAll(children(each, name));
    }
    return found;
  }

  private static List<Element> children(Element element, String name) {
    var found = new ArrayList<Element>();
    for (var node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child && child.getTagName().equals(name)) {
        found.add(child);
      }
    }
    return found;
  }
}
