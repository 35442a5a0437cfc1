import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/**
 * Prints a line for each rule of some profiles (such as "ua1,3a") that a PDF breaks: the profile, the
 * file and the rule. A file without a line conforms to all.
 */
class Validate {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (var profile : arguments[0].split(",")) {
            var flavour = PDFAFlavour.byFlavourId(profile);
            if (flavour == PDFAFlavour.NO_FLAVOUR) {
                throw new IllegalArgumentException("veraPDF has no profile called " + profile);
            }
            for (int i = 1; i < arguments.length; i++) {
                for (var rule : broken(Path.of(arguments[i]), flavour)) {
                    System.out.println(profile + "\t" + arguments[i] + "\t" + rule);
                }
            }
        }
        // Only this line says that validation ran to its end.
        System.out.println("done");
    }

    private static Set<String> broken(Path pdf, PDFAFlavour flavour) throws Exception {
        var foundry = Foundries.defaultInstance();
        var broken = new TreeSet<String>();
        try (var parser = foundry.createParser(pdf.toFile(), flavour);
                var validator = foundry.createValidator(flavour, false)) {
            var result = validator.validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() != TestAssertion.Status.PASSED) {
                    var rule = assertion.getRuleId();
                    var message = assertion.getMessage().replaceAll("\\s+", " ");
                    broken.add(rule.getClause() + "-" + rule.getTestNumber() + ": " + message);
                }
            }
            if (!result.isCompliant() && broken.isEmpty()) {
                broken.add("not compliant, and veraPDF does not say why");
            }
        }
        return broken;
    }
}
