package dev.rtcrooms.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineOrderTest {

  private static final String TYPES = "vosiuepcbtrzkam";

  /**
   * RFC 8866 §9 as a regular expression over the lines' letters: session-description. Within a
   * media section browsers accept any order.
   */
  private static final Pattern GRAMMAR =
      Pattern.compile("vosi?u?e*p*c?b*(t(r+z?)?)+k?a*(m[icbka]*)*");

  /** A valid line of each type. */
  private static final Map<Character, String> LINES =
      Map.ofEntries(
          Map.entry('v', "v=0"),
          Map.entry('o', "o=- 1 1 IN IP4 0.0.0.0"),
          Map.entry('s', "s=-"),
          Map.entry('i', "i=x"),
          Map.entry('u', "u=x"),
          Map.entry('e', "e=x"),
          Map.entry('p', "p=1"),
          Map.entry('c', "c=IN IP4 0.0.0.0"),
          Map.entry('b', "b=AS:1"),
          Map.entry('t', "t=0 0"),
          Map.entry('r', "r=1 0 0"),
          Map.entry('z', "z=3730928400 -1h"),
          Map.entry('k', "k=prompt"),
          Map.entry('a', "a=x"),
          Map.entry('m', Session.AUDIO));

  @Test
  void everyOrderOfUpToSixMoreLinesIsJudgedAsTheGrammarDoes() {
    Random random = new Random(8866);
    int accepted = 0;
    List<String> misjudged = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      String order = randomOrder(random);
      boolean valid = GRAMMAR.matcher(order).matches();
      accepted += valid ? 1 : 0;
      if (isAccepted(order) != valid) {
        misjudged.add(order);
      }
    }
    assertThat(misjudged).isEmpty();
    assertThat(accepted).as("orders that the grammar has").isGreaterThan(1000);
  }

  /** Half of them begin well, so that the later rows of the table are reached. */
  private static String randomOrder(Random random) {
    StringBuilder order = new StringBuilder(random.nextBoolean() ? "vost" : "vos");
    if (random.nextInt(20) == 0) {
      order.setLength(random.nextInt(order.length()));
    }
    int more = random.nextInt(7);
    for (int i = 0; i < more; i++) {
      order.append(TYPES.charAt(random.nextInt(TYPES.length())));
    }
    return order.toString();
  }

  private static boolean isAccepted(String order) {
    StringBuilder sdp = new StringBuilder();
    order.chars().forEach(type -> sdp.append(LINES.get((char) type)).append("\r\n"));
    try {
      SessionDescription.parse(sdp.toString());
      return true;
    } catch (SdpException e) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1, 'the description ends too early, v= is missing'",
    "o, 1, 'o= may not stand here, v= is missing'",
    "v, 2, 'the description ends too early, o= is missing'",
    "vs, 2, 's= may not stand here, o= is missing'",
    "vo, 3, 'the description ends too early, s= is missing'",
    "vosa, 4, 'a= may not stand here, t= is missing'",
    "vosm, 4, 'm= may not stand here, t= is missing'",
    "vosb, 5, 'the description ends too early, t= is missing'",
    "vostc, 5, 'c= may not stand here'",
    "vostab, 6, 'b= may not stand here'",
    "vostmt, 6, 't= may not stand here'",
    "vostz, 5, 'z= may not stand here'"
  })
  void whatStandsInTheWrongPlaceIsNamed(String order, int line, String reason) {
    StringBuilder sdp = new StringBuilder();
    order.chars().forEach(type -> sdp.append(LINES.get((char) type)).append("\r\n"));

    assertThatExceptionOfType(SdpException.class)
        .isThrownBy(() -> SessionDescription.parse(sdp.toString()))
        .satisfies(e -> assertThat(e.line()).isEqualTo(line))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
        .withMessage("line " + line + ": " + reason);
  }

  @ParameterizedTest
  @CsvSource({"y=0", "f=v/2/4", "A=x", "V=0", "1=x", "' =x'", "é=x"})
  void aTypeThatSdpDoesNotHaveIsRefused(String line) {
    assertThatExceptionOfType(SdpException.class)
        .isThrownBy(() -> SessionDescription.parse(Session.with(line)))
        .withMessage("line 5: not a type of line that SDP has");
  }
}
