package dev.rtcrooms.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptionCheckTest {

  private static final String FINGERPRINT = "a=fingerprint:sha-256 AB:CD";

  private static void assertRefused(int line, String reason, String... lines) {
    assertThatExceptionOfType(SdpException.class)
        .isThrownBy(() -> DescriptionCheck.check(Session.parsed(lines)))
        .withMessage("line " + line + ": " + reason);
  }

  private static void assertTaken(String... lines) {
    assertThatCode(() -> DescriptionCheck.check(Session.parsed(lines))).doesNotThrowAnyException();
  }

  @Test
  void whatBrowsersAndTheJsepExamplesSayMayBeRelayed() {
    for (String file : List.of("chromium.txt", "firefox.txt", "rfc9429.txt")) {
      for (Map.Entry<String, String> example : Examples.in(file).entrySet()) {
        assertThatCode(() -> DescriptionCheck.check(Examples.parsed(example.getValue())))
            .as(example.getKey())
            .doesNotThrowAnyException();
      }
    }
  }

  @Test
  void withoutEncryptionNothingIsRelayed() {
    for (Map.Entry<String, String> example : Examples.in("rfc4317.txt").entrySet()) {
      SessionDescription description = Examples.parsed(example.getValue());
      if (!description.media().isEmpty()) {
        assertThatExceptionOfType(SdpException.class)
            .as(example.getKey())
            .isThrownBy(() -> DescriptionCheck.check(description))
            .withMessageContaining("a media section without a fingerprint");
      }
    }
  }

  @Test
  void aSectionNeedsAFingerprintThatProvesSomething() {
    String reason = "a media section without a fingerprint";
    assertRefused(5, reason, Session.AUDIO);
    assertRefused(7, reason, Session.AUDIO, FINGERPRINT, Session.AUDIO);
    assertRefused(5, reason, Session.AUDIO, "a=fingerprint:md5 AB", "a=fingerprint:MD2 AB");
    assertTaken(FINGERPRINT, Session.AUDIO, Session.AUDIO);
    assertTaken(Session.AUDIO, FINGERPRINT);
    assertTaken("m=audio 0 X 0");
  }

  @Test
  void theFirstOfABundleGivesTheFingerprintForAll() {
    assertTaken(
        "a=group:BUNDLE a b", Session.AUDIO, "a=mid:a", FINGERPRINT, Session.AUDIO, "a=mid:b");
    assertRefused(
        6,
        "a media section without a fingerprint",
        "a=group:BUNDLE a b",
        Session.AUDIO,
        "a=mid:a",
        Session.AUDIO,
        "a=mid:b",
        FINGERPRINT);
    assertRefused(
        9,
        "a media section without a fingerprint",
        "a=group:LS a b",
        Session.AUDIO,
        "a=mid:a",
        FINGERPRINT,
        Session.AUDIO,
        "a=mid:b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x", "a=Crypto:1", "a=key-mgmt:mikey x"})
  void keysDoNotStandInADescription(String line) {
    String name = line.substring(2, line.indexOf(':')).toLowerCase(Locale.ROOT);
    assertRefused(5, "a=" + name + " is not allowed", line);
    assertRefused(6, "a=" + name + " is not allowed", Session.AUDIO, line);
  }

  @Test
  void theObsoleteLineForKeysDoesNotEither() {
    assertRefused(5, "k= is not allowed", "k=clear:secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=x:\t", "a=x:\u001b[0m", "a=x:\u007f", "a=x:\u0085"})
  void noControlCharacterIsRelayed(String line) {
    assertRefused(5, "a control character", line);
    assertRefused(6, "a control character", Session.AUDIO, line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SendOnly", "Candidate", "FINGERPRINT", "Mid", "RTCP-mux"})
  void aNameInAnotherCaseIsNotPassedOverAsUnknown(String name) {
    String reason = "a=" + name.toLowerCase(Locale.ROOT) + " is written in another case";
    assertRefused(5, reason, "a=" + name);
    assertRefused(6, reason, Session.AUDIO, "a=" + name + ":1");
  }

  @Test
  void candidatesStandInMediaSections() {
    assertRefused(5, "a=candidate outside of a media section", "a=candidate:1");
  }

  @Test
  void noTwoSectionsShareATag() {
    assertRefused(
        8,
        "a media section has another one's mid",
        FINGERPRINT,
        Session.AUDIO,
        "a=mid:a",
        Session.AUDIO,
        "a=mid:a");
  }

  @Test
  void aBundleNamesSectionsThatAreHereAndEachOnce() {
    String missing = "a bundle names a media section that is not here";
    String twice = "a media section is bundled twice";
    assertRefused(6, missing, FINGERPRINT, "a=group:BUNDLE a", Session.AUDIO);
    assertRefused(6, twice, FINGERPRINT, "a=group:BUNDLE a a", Session.AUDIO, "a=mid:a");
    assertRefused(
        7, twice, FINGERPRINT, "a=group:BUNDLE a", "a=group:BUNDLE a", Session.AUDIO, "a=mid:a");
    assertTaken(FINGERPRINT, "a=group:LS x", "a=group:BUNDLE", Session.AUDIO, "a=mid:a");
  }

  @Test
  void refusalsQuoteNothing() {
    String secret = "s3cr3t";
    List<String> hostile =
        List.of(
            "a=" + secret + " x",
            "a=mid:" + secret + " x",
            "a=candidate:" + secret,
            "a=setup:" + secret,
            "a=rtpmap:" + secret,
            "a=rid:" + secret + " x",
            "m=" + secret,
            "b=" + secret,
            secret,
            "a=crypto:" + secret,
            "a=group:BUNDLE " + secret);
    for (String line : hostile) {
      assertThatExceptionOfType(SdpException.class)
          .isThrownBy(
              () -> {
                String[] lines =
                    line.startsWith("a=group")
                        ? new String[] {line}
                        : new String[] {Session.AUDIO, line};
                DescriptionCheck.check(SessionDescription.parse(Session.with(lines)));
              })
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain(secret));
    }
  }
}
