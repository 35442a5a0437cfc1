import java.nio.file.Path;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Prints one line for each rule of a profile (ua1, 3a, ...) that a PDF breaks; none means it conforms. */
class Validate {
    public static void main(String[] arguments) throws Exception {
        var flavour = PDFAFlavour.byFlavourId(arguments[0]);
        if (flavour == PDFAFlavour.NO_FLAVOUR) {
            throw new IllegalArgumentException("veraPDF has no profile called " + arguments[0]);
        }
        VeraGreenfieldFoundryProvider.initialise();
        var foundry = Foundries.defaultInstance();
        var broken = new TreeSet<String>();
        try (var parser = foundry.createParser(Path.of(arguments[1]).toFile(), flavour);
                var validator = foundry.createValidator(flavour, false)) {
            var result = validator.validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() != TestAssertion.Status.PASSED) {
                    var rule = assertion.getRuleId();
                    broken.add(rule.getClause() + "-" + rule.getTestNumber() + ": " + assertion.getMessage());
                }
            }
            if (!result.isCompliant() && broken.isEmpty()) {
                broken.add("not compliant, and veraPDF does not say why");
            }
        }
        broken.forEach(System.out::println);
        // Only this line says that validation ran to its end.
        System.out.println("done");
    }
}
