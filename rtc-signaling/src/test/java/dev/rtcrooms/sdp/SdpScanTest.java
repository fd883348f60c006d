package dev.rtcrooms.sdp;

import static dev.rtcrooms.sdp.Direction.INACTIVE;
import static dev.rtcrooms.sdp.Direction.RECVONLY;
import static dev.rtcrooms.sdp.Direction.SENDONLY;
import static dev.rtcrooms.sdp.Direction.SENDRECV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SdpScanTest {

  private static final String HEAD =
      "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=fingerprint:sha-256 AB\r\n";
  private static final String AUDIO = "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n";

  /** The resources are kept with LF and have CR LF on the wire; Chromium 156 made three of them. */
  private static String resource(String name) throws IOException {
    try (InputStream file = SdpScanTest.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("\n", "\r\n");
    }
  }

  private static SdpScan scan(String sdp) throws SdpException {
    return SdpScan.of(sdp);
  }

  @Test
  void anOfferOfChromiumIsUnderstood() throws Exception {
    SdpScan scan = scan(resource("chromium-offer.sdp"));
    assertThat(scan.media())
        .containsExactly(
            new MediaSection(8, "audio", false, false, SENDRECV),
            new MediaSection(39, "video", false, false, SENDRECV),
            new MediaSection(162, "application", true, false, SENDRECV));
    assertThat(scan.media()).extracting(MediaSection::sends).containsExactly(true, true, false);
    assertThat(scan.ufrags()).containsExactly("pzd2");
  }

  @Test
  void anAnswerOfChromiumThatOnlyReceivesDoesNotSend() throws Exception {
    SdpScan scan = scan(resource("chromium-answer.sdp"));
    assertThat(scan.media())
        .extracting(MediaSection::direction)
        .containsExactly(RECVONLY, RECVONLY, SENDRECV);
    assertThat(scan.media()).noneMatch(MediaSection::sends);
    assertThat(scan.ufrags()).containsExactly("z9cW");
  }

  @Test
  void aStoppedSectionOfChromiumIsRejected() throws Exception {
    assertThat(scan(resource("chromium-reoffer.sdp")).media())
        .extracting(MediaSection::rejected)
        .containsExactly(true, false, false, false);
  }

  @Test
  void aBundleOnlySectionIsNotRejectedAndSharesItsBundlesFingerprint() throws Exception {
    SdpScan scan = scan(resource("bundle-only-offer.sdp"));
    assertThat(scan.media()).noneMatch(MediaSection::rejected);
    assertThat(scan.media()).extracting(MediaSection::sends).containsExactly(true, false, true);
    assertThat(scan.ufrags()).containsExactly("Kq7T");
  }

  @Test
  void anAnswersBundledSectionsShareTheFingerprintOfTheTaggedOne() throws Exception {
    SdpScan scan = scan(resource("bundled-answer.sdp"));
    assertThat(scan.media()).noneMatch(MediaSection::sends);
  }

  @Test
  void aBundleWithoutAnyFingerprintIsRefused() throws Exception {
    String sdp = resource("bundled-answer.sdp").replaceAll("a=fingerprint.*\r\n", "");
    assertRefused(sdp, 7, "fingerprint");
  }

  @Test
  void whatTheBundleDoesNotHoldNeedsItsOwnFingerprint() throws Exception {
    String sdp = resource("bundled-answer.sdp").replace("BUNDLE a1 d1 v1", "BUNDLE a1 d1");
    assertRefused(sdp, 26, "fingerprint");
  }

  @Test
  void aRejectedSectionNeedsNoFingerprint() throws Exception {
    String sdp = "v=0\r\nm=audio 0 UDP/TLS/RTP/SAVPF 111\r\n";
    assertThat(scan(sdp).media()).extracting(MediaSection::rejected).containsExactly(true);
  }

  @Test
  void aSectionWithoutDirectionSendsAndReceives() throws Exception {
    assertThat(scan(HEAD + AUDIO).media().get(0).direction()).isEqualTo(SENDRECV);
  }

  @Test
  void theSessionsDirectionHoldsWhereASectionHasNone() throws Exception {
    List<MediaSection> media =
        scan(HEAD + "a=inactive\r\n" + AUDIO + AUDIO + "a=sendonly\r\n").media();
    assertThat(media).extracting(MediaSection::direction).containsExactly(INACTIVE, SENDONLY);
  }

  @Test
  void theSessionsUfragHoldsWhereASectionHasNone() throws Exception {
    SdpScan scan = scan(HEAD + "a=ice-ufrag:sess\r\n" + AUDIO + AUDIO + "a=ice-ufrag:own+/9\r\n");
    assertThat(scan.ufrags()).containsExactlyInAnyOrder("sess", "own+/9");
  }

  @Test
  void aSecondDirectionIsRefusedHoweverItIsWritten() {
    assertRefused(HEAD + AUDIO + "a=recvonly\r\na=sendrecv\r\n", 8, "second direction");
    assertRefused(HEAD + AUDIO + "a=recvonly\r\na=SENDRECV\r\n", 8, "second direction");
  }

  @Test
  void onlyWhatIsReallyADataChannelHasNoDirection() throws Exception {
    assertThat(scan(HEAD + "m=application 9 RTP/AVP 96\r\n").media().get(0).sends()).isTrue();
    assertThat(scan(HEAD + "m=audio 9 UDP/DTLS/SCTP 96\r\n").media().get(0).sends()).isTrue();
    assertThat(scan(HEAD + "m=application 9 DTLS/SCTP 5000\r\n").media().get(0).sends()).isFalse();
  }

  @Test
  void linesMayEndWithLineFeedsAloneOrWithTheText() throws Exception {
    String sdp = (HEAD + AUDIO).replace("\r\n", "\n");
    assertThat(scan(sdp).media()).hasSize(1);
    assertThat(scan(sdp.strip()).media()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\r\n", "v=1\r\n", "v=0 \r\n", "o=- 1 1\r\n", " v=0\r\n", "hello"})
  void aDescriptionBeginsWithItsVersion(String sdp) {
    assertRefused(sdp, 1, "");
  }

  @Test
  void aDescriptionMayHaveNoMedia() throws Exception {
    assertThat(scan("v=0\r\n").media()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'a=x:\u0000', control character",
    "'a=x:\ty', control character",
    "'a=x:\ry', control character",
    "'a=x\r', control character",
    "'a=x:\u007f', control character",
    "'a=x:\u0085', control character",
    "'', not a line",
    "a, not a line",
    "a:x, not a line",
    "' a=x', not a line",
    "x=y, not a line",
    "A=x, not a line",
    "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:secret, a=crypto",
    "a=CRYPTO:1 AES_CM_128_HMAC_SHA1_80 inline:secret, a=crypto",
    "a=ice-ufrag:abc, ice-ufrag",
    "a=ice-ufrag:ab c, ice-ufrag",
    "a=ice-ufrag, ice-ufrag",
    "m=audio, m= needs",
    "m=audio 9, m= needs",
    "m=audio 9 RTP/AVP, m= needs",
    "m= 9 RTP/AVP 0, m= needs",
    "m=audio x RTP/AVP 0, port",
    "m=audio -1 RTP/AVP 0, port",
    "m=audio 65536 RTP/AVP 0, port",
    "m=audio 999999999999 RTP/AVP 0, port",
    "'m=audio  RTP/AVP 0', port",
  })
  void aBadLineIsRefusedByItsNumberAndNeverQuoted(String line, String reason) {
    assertRefused(HEAD + AUDIO + line + "\r\n", 7, reason);
    assertThatThrownBy(() -> scan(HEAD + line + "\r\n"))
        .isInstanceOf(SdpException.class)
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("AES");
  }

  @Test
  void everyBoundHolds() throws Exception {
    assertThat(scan(HEAD + AUDIO.repeat(64)).media()).hasSize(64);
    assertRefused(HEAD + AUDIO.repeat(65), 70, "64 media sections");
    scan(HEAD + "a=" + "x".repeat(4094) + "\r\n");
    assertRefused(HEAD + "a=" + "x".repeat(4095) + "\r\n", 6, "longer than 4096");
    scan(HEAD + "a=x\r\n".repeat(4091));
    assertRefused(HEAD + "a=x\r\n".repeat(4092), 4097, "4096 lines");
    assertRefused(HEAD + "a=x\r\n".repeat(20_000), 1, "65536");
  }

  @Test
  void noInputTakesLong() {
    List<String> hard =
        List.of(
            "v=0\n" + "a=group:BUNDLE 0 0 0 0 0 0 0\na=mid:0\n".repeat(1600),
            "v=0\na=group:BUNDLE " + "0 ".repeat(2000) + "\n" + AUDIO.repeat(64),
            "v=0\n" + "\r".repeat(60_000),
            "v=0\na=" + ":".repeat(4000) + "\n",
            "m".repeat(65_536),
            "\n".repeat(65_536));
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (int i = 0; i < 10; i++) {
            for (String sdp : hard) {
              try {
                scan(sdp);
              } catch (SdpException expected) {
                assertThat(expected.line()).isPositive();
              }
            }
          }
        });
  }

  private static void assertRefused(String sdp, int line, String reason) {
    assertThatThrownBy(() -> scan(sdp))
        .isInstanceOf(SdpException.class)
        .hasMessageStartingWith("line " + line + ": ")
        .hasMessageContaining(reason);
  }
}
