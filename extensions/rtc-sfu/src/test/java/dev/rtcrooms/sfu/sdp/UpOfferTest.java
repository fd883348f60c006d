package dev.rtcrooms.sfu.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.BrowserSdp;
import dev.rtcrooms.sfu.dtls.PeerFingerprint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a publisher may bring into the offers of all receivers. */
class UpOfferTest {

  private static final PeerFingerprint FINGERPRINT =
      new PeerFingerprint("sha-256", "AA:".repeat(31) + "AA");
  private static final String OFFER = BrowserSdp.offer("ann1", FINGERPRINT, 1);
  private static final String SIMULCAST = BrowserSdp.simulcast("ann1", FINGERPRINT);

  private static UpOffer.Section section(int at, String from, String to) {
    assertThat(OFFER).contains(from);
    return UpOffer.read(BrowserSdp.parse(OFFER.replace(from, to)), 2, 2, 3).sections().get(at);
  }

  @Test
  void takesTheCodecsNameAndNumbersFromItsSpecification() {
    CodecFormat opus = section(0, "opus/48000/2", "OPUS/48000/2").codec();
    assertThat(opus.encoding()).isEqualTo("opus");
    assertThat(opus.channels()).isEqualTo("2");
    assertThat(opus.parameters()).isEqualTo("minptime=10;useinbandfec=1");
    CodecFormat video = section(1, " VP8/90000", " vp8/90000/foo").codec();
    assertThat(video.encoding()).isEqualTo("VP8");
    assertThat(video.channels()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "opus/48000/2, opus/48000/foo",
    "opus/48000/2, opus/44100/2",
    "opus/48000/2, opus/48000",
    "minptime=10, minptimé=10"
  })
  void aCodecThatNoBrowserWritesIsRejected(String from, String to) {
    UpOffer.Section section = section(0, from, to);
    assertThat(section.codec()).isNull();
    assertThat(section.sending()).isFalse();
  }

  @Test
  void anotherCodecIsTakenInPlaceOfOneThatIsRefused() {
    assertThat(section(1, " VP8/90000", " VP8/1").codec().encoding()).isEqualTo("H264");
  }

  @ParameterizedTest
  @CsvSource({
    "minptime=10, 230, 231",
    "a=msid:camera, 122, 123",
    "a=mid:0, 15, 16",
    "a=sendonly, 32, 33"
  })
  void textsAreBounded(String before, int fits, int tooMany) {
    assertThat(longer(before, fits).codec()).isNotNull();
    assertThat(longer(before, tooMany).codec()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"1, q", "2, q;h", "3, q;h;f"})
  void takesNoMoreLayersThanTheLimit(int layers, String taken) {
    UpOffer offer = UpOffer.read(BrowserSdp.parse(SIMULCAST), 2, 2, layers);
    assertThat(offer.sections())
        .filteredOn(section -> section.kind().equals("video"))
        .extracting(section -> String.join(";", section.rids()))
        .containsExactly(taken);
  }

  private static UpOffer.Section longer(String before, int more) {
    String added = "x".repeat(more);
    return switch (before) {
      case "a=mid:0" ->
          UpOffer.read(
                  BrowserSdp.parse(
                      OFFER
                          .replace("a=mid:0", "a=mid:0" + added)
                          .replace("BUNDLE 0", "BUNDLE 0" + added)),
                  2,
                  2,
                  3)
              .sections()
              .get(0);
      case "a=sendonly" -> section(0, before, before + "\r\na=content:" + added);
      default -> section(0, before, before + added);
    };
  }
}
