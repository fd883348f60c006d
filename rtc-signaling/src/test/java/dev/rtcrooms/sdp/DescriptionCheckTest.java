package dev.rtcrooms.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptionCheckTest {

  private static final String FINGERPRINT = "a=fingerprint:sha-256 AB:CD";
  private static final String UFRAG = "a=ice-ufrag:abcd";
  private static final String PWD = "a=ice-pwd:abcdefghijklmnopqrstuv";
  private static final String MUX = "a=rtcp-mux";

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
    assertRefused(10, reason, Session.AUDIO, FINGERPRINT, UFRAG, PWD, MUX, Session.AUDIO);
    assertTaken(FINGERPRINT, UFRAG, PWD, Session.AUDIO, MUX, Session.AUDIO, MUX);
    assertTaken(Session.AUDIO, FINGERPRINT, UFRAG, PWD, MUX);
    assertTaken("m=audio 0 X 0");
  }

  @Test
  void aHashFunctionIsOneThatBrowsersAccept() {
    String reason = "a=fingerprint has a hash function that browsers do not accept";
    assertRefused(6, reason, Session.AUDIO, "a=fingerprint:foo 0A");
    assertRefused(7, reason, Session.AUDIO, "a=x", "a=fingerprint:md5 AB", "a=fingerprint:MD2 AB");
    assertRefused(5, reason, "a=fingerprint:sha-3 AB", Session.AUDIO);
    assertTaken(UFRAG, PWD, Session.AUDIO, MUX, "a=fingerprint:foo 0A", FINGERPRINT);
    for (String hash : List.of("sha-1", "SHA-224", "sha-256", "sha-384", "sha-512")) {
      assertTaken(UFRAG, PWD, Session.AUDIO, MUX, "a=fingerprint:" + hash + " AB");
    }
  }

  @Test
  void aSectionNeedsCredentialsForIce() {
    assertRefused(6, "a media section without a=ice-ufrag", FINGERPRINT, Session.AUDIO, MUX, PWD);
    assertRefused(6, "a media section without a=ice-pwd", FINGERPRINT, Session.AUDIO, MUX, UFRAG);
    assertRefused(
        10,
        "a media section without a=ice-ufrag",
        FINGERPRINT,
        Session.AUDIO,
        MUX,
        UFRAG,
        PWD,
        Session.AUDIO,
        MUX);
  }

  @Test
  void rtpAndRtcpShareAPort() {
    String reason = "a media section without a=rtcp-mux";
    assertRefused(8, reason, FINGERPRINT, UFRAG, PWD, Session.AUDIO);
    assertRefused(9, reason, FINGERPRINT, UFRAG, PWD, MUX, Session.AUDIO, "a=rtcp-mux-only");
    assertTaken(FINGERPRINT, UFRAG, PWD, "m=application 9 UDP/DTLS/SCTP webrtc-datachannel");
  }

  @Test
  void theFirstOfABundleGivesTheFingerprintForAll() {
    assertTaken(
        "a=group:BUNDLE a b",
        Session.AUDIO,
        "a=mid:a",
        FINGERPRINT,
        UFRAG,
        PWD,
        MUX,
        Session.AUDIO,
        "a=mid:b");
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
        12,
        "a media section without a fingerprint",
        "a=group:LS a b",
        Session.AUDIO,
        "a=mid:a",
        FINGERPRINT,
        UFRAG,
        PWD,
        MUX,
        Session.AUDIO,
        "a=mid:b");
  }

  @Test
  void aRejectedSectionDoesNotSecureItsBundle() {
    String rejected = "m=audio 0 UDP/TLS/RTP/SAVPF 0";
    String[] offer = {
      "a=group:BUNDLE a b",
      rejected,
      "a=mid:a",
      FINGERPRINT,
      UFRAG,
      PWD,
      MUX,
      Session.AUDIO,
      "a=mid:b"
    };
    assertRefused(12, "a media section without a fingerprint", offer);
    offer[1] = "m=audio 00/1 UDP/TLS/RTP/SAVPF 0";
    assertRefused(12, "a media section without a fingerprint", offer);
  }

  @ParameterizedTest
  @CsvSource({
    "a=mid:1, a=mid:2, mid",
    "a=setup:active, a=setup:passive, setup",
    "a=ice-ufrag:abcd, a=ice-ufrag:efgh, ice-ufrag",
    "a=ice-pwd:1234567890123456789012, a=ice-pwd:2234567890123456789012, ice-pwd"
  })
  void ofTwoThatBrowsersReadDifferentlyTheSecondIsRefused(String one, String two, String name) {
    assertRefused(8, "a=" + name + " differs from an earlier one", Session.AUDIO, one, one, two);
    if (!name.equals("mid")) {
      assertRefused(6, "a=" + name + " differs from an earlier one", one, two, Session.AUDIO);
      assertTaken("m=audio 0 X 0", one, "m=audio 0 X 0", two);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x",
        "a=Crypto:1",
        "a=crypto 1",
        "a=key-mgmt:mikey x"
      })
  void keysDoNotStandInADescription(String line) {
    String name = line.substring(2).split("[: ]", 2)[0].toLowerCase(Locale.ROOT);
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
    String missing = "a bundle names a media section that is not here; browsers refuse it";
    String twice = "a media section is bundled twice";
    assertRefused(6, missing, FINGERPRINT, "a=group:BUNDLE a", Session.AUDIO);
    assertRefused(6, twice, FINGERPRINT, "a=group:BUNDLE a a", Session.AUDIO, "a=mid:a");
    assertRefused(
        7, twice, FINGERPRINT, "a=group:BUNDLE a", "a=group:BUNDLE a", Session.AUDIO, "a=mid:a");
    assertTaken(
        FINGERPRINT, UFRAG, PWD, "a=group:LS x", "a=group:BUNDLE", Session.AUDIO, "a=mid:a", MUX);
    // FFmpeg's WHIP with audio alone.
    assertRefused(
        8, missing, FINGERPRINT, UFRAG, PWD, "a=group:BUNDLE 0 1", Session.AUDIO, "a=mid:0");
  }

  @Test
  void refusalsQuoteNothing() {
    String secret = "s3cr3t";
    List<String> hostile =
        List.of(
            "a=mid:" + secret + " x",
            "a=setup:" + secret,
            "m=" + secret,
            "b=" + secret,
            "a=ice-ufrag:" + secret + "!",
            "a=fingerprint:" + secret + " AB",
            "a=setup:active\r\na=setup:" + secret,
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
    for (String attribute : List.of("candidate", "rtpmap", "rid", "extmap", "msid:a b")) {
      assertThat(Session.parsed(Session.AUDIO, "a=" + attribute + ":" + secret + " x").malformed())
          .singleElement()
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain(secret));
    }
  }
}
