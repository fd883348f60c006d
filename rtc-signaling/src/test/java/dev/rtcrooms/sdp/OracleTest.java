package dev.rtcrooms.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.sdp.MediaDescription;
import javax.sdp.SdpFactory;
import javax.sdp.SdpParseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * jain-sip's {@code javax.sdp}, written by others for SIP, reads the same descriptions. Where both
 * read one, they agree on what it says, but for what the methods {@code same...} explain.
 */
class OracleTest {

  private static final int MUTANTS = 10_000;
  private static final int MAX_SEED = 2500;
  private static final String CHARS = " :=/-;,.0129aZ\t~\"'<>[]{}%&#\u00e9";
  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

  private static final PrintStream STDERR = System.err;

  private final Random random = new Random(4317);

  /** jain-sip prints the stack trace of whatever it refuses. */
  @BeforeAll
  static void silence() {
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
  }

  @AfterAll
  static void unsilence() {
    System.setErr(STDERR);
  }

  @Test
  void everyExampleSaysTheSameToBoth() throws Exception {
    for (Map.Entry<String, String> example : Examples.all().entrySet()) {
      Optional<javax.sdp.SessionDescription> theirs = theirs(example.getValue());

      assertThat(theirs).as(example.getKey()).isPresent();
      compare(example.getKey(), Examples.parsed(example.getValue()), theirs.get());
    }
  }

  @Test
  void whatBothReadOfBrokenOnesSaysTheSameToBoth() throws Exception {
    List<String> seeds =
        Examples.all().values().stream().filter(sdp -> sdp.length() < MAX_SEED).toList();
    int both = 0;
    int oursAlone = 0;
    for (int i = 0; i < MUTANTS; i++) {
      String mutant = mutant(seeds.get(random.nextInt(seeds.size())));
      Optional<SessionDescription> ours = ours(mutant);
      Optional<javax.sdp.SessionDescription> theirs =
          ours.isPresent() ? theirs(mutant) : Optional.empty();
      if (theirs.isPresent()) {
        both++;
        compare(mutant, ours.get(), theirs.get());
      } else if (ours.isPresent()) {
        oursAlone++;
      }
    }
    assertThat(both).isGreaterThan(MUTANTS / 5);
    // They want host names in o= and c= where RFC 8866 §9 has any word (extn-addr), for instance.
    assertThat(oursAlone).isLessThan(both / 10);
  }

  private String mutant(String seed) {
    StringBuilder text = new StringBuilder(seed);
    int changes = 1 + random.nextInt(2);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(text.length());
      char c = CHARS.charAt(random.nextInt(CHARS.length()));
      switch (random.nextInt(3)) {
        case 0 -> text.insert(at, c);
        case 1 -> text.deleteCharAt(at);
        default -> text.setCharAt(at, c);
      }
    }
    return text.toString();
  }

  private static Optional<SessionDescription> ours(String text) {
    try {
      return Optional.of(SessionDescription.parse(text));
    } catch (SdpException e) {
      return Optional.empty();
    }
  }

  private static Optional<javax.sdp.SessionDescription> theirs(String text) {
    try {
      return Optional.of(SdpFactory.getInstance().createSessionDescription(text));
    } catch (SdpParseException e) {
      return Optional.empty();
    }
  }

  private static void compare(
      String of, SessionDescription ours, javax.sdp.SessionDescription theirs) throws Exception {
    compare(of, ours.origin(), theirs.getOrigin());
    compare(of, ours.attributes(), theirs.getAttributes(true));
    List<?> media = theirs.getMediaDescriptions(true);
    assertThat(media).as(of).hasSameSizeAs(ours.media());
    for (int i = 0; i < media.size(); i++) {
      compare(of, ours.media().get(i), (MediaDescription) media.get(i));
    }
  }

  private static void compare(String of, SessionOrigin ours, javax.sdp.Origin theirs)
      throws Exception {
    assertThat(theirs.getUsername()).as(of).isEqualTo(ours.username());
    assertThat(sameNumber(ours.sessionId(), theirs.getSessionId())).as(of).isTrue();
    assertThat(sameNumber(ours.sessionVersion(), theirs.getSessionVersion())).as(of).isTrue();
    assertThat(theirs.getNetworkType()).as(of).isEqualTo(ours.netType());
    assertThat(theirs.getAddressType()).as(of).isEqualTo(ours.addressType());
    assertThat(sameAddress(ours.address(), theirs.getAddress())).as(of).isTrue();
  }

  private static void compare(String of, MediaSection ours, MediaDescription theirs)
      throws Exception {
    assertThat(theirs.getMedia().getMediaType()).as(of).isEqualTo(ours.kind());
    assertThat(theirs.getMedia().getMediaPort()).as(of).isEqualTo(ours.port());
    assertThat(theirs.getMedia().getProtocol()).as(of).isEqualTo(ours.proto());
    List<?> formats = theirs.getMedia().getMediaFormats(true);
    assertThat(formats).as(of).isEqualTo(ours.formats());
    compare(of, ours.attributes(), theirs.getAttributes(true));
  }

  private static void compare(String of, SdpAttributes ours, List<?> theirs) throws Exception {
    assertThat(theirs).as(of).hasSameSizeAs(ours.all());
    for (int i = 0; i < theirs.size(); i++) {
      javax.sdp.Attribute their = (javax.sdp.Attribute) theirs.get(i);
      SdpAttribute our = ours.all().get(i);
      if (endsWithASpace(of, our)) {
        assertThat(their.getName()).as(of).startsWith(our.name());
      } else {
        assertThat(their.getName()).as(of).isEqualTo(our.name());
        assertThat(sameValue(their.getValue())).as(of).isEqualTo(sameValue(our.value()));
      }
    }
  }

  /** They read a name up to the colon; we, as browsers, up to a space if that comes first. */
  private static boolean endsWithASpace(String of, SdpAttribute our) {
    return our.value() == null && of.contains("a=" + our.name() + " ");
  }

  /**
   * They keep numbers as long and lose digits of larger ones; RFC 8866 §9 has {@code 1*DIGIT}. We
   * keep the digits, leading zeros too.
   */
  private static boolean sameNumber(String ours, long theirs) {
    BigInteger number = new BigInteger(ours);
    return number.compareTo(MAX_LONG) > 0 || number.longValueExact() == theirs;
  }

  /**
   * They put an IPv6 address into brackets, as SIP has it, and cut off an address at the first
   * character that no host name has, where RFC 8866 §9 has any word (extn-addr).
   */
  private static boolean sameAddress(String ours, String theirs) {
    return ours.startsWith(theirs.replaceAll("[\\[\\]]", ""));
  }

  /** They trim the value, and RFC 8866 §5 says that white space is part of it. */
  private static String sameValue(String value) {
    return value == null ? "none" : value.trim();
  }
}
