package dev.rtcrooms.sfu.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Limits;
import dev.rtcrooms.sfu.SfuLimits;
import dev.rtcrooms.sfu.stun.IceCredentials;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a section of a receiver's description carries another track. */
class DownOfferTest {

  private static final LocalTransport LOCAL =
      new LocalTransport(IceCredentials.create(), "AA:".repeat(31) + "AA", List.of());

  private final DownOffer offer = new DownOffer(1);

  private static DownSlot.Sent track(int ssrc) {
    CodecFormat opus = new CodecFormat("opus", 48_000, "2", 111, -1, "");
    return new DownSlot.Sent(opus, "stream", "track" + ssrc, "cname", null, ssrc, ssrc + 1);
  }

  private void negotiate() {
    offer.write(LOCAL);
    offer.answered();
  }

  /** As it stands in a message, where the ends of lines are escaped. */
  private static int size(String sdp) {
    return sdp.replace("\r\n", "\\r\\n").length();
  }

  @Test
  void theCamerasAndScreensOfTwentyFivePublishersFitAMessage() {
    CodecFormat vp8 = new CodecFormat("VP8", 90_000, null, 96, 97, "");
    CodecFormat opus =
        new CodecFormat("opus", 48_000, "2", 111, -1, "minptime=10;useinbandfec=1;stereo=1");
    for (int i = 1; i < SfuLimits.DEFAULT.publishers(); i++) {
      String client = "client%06d".formatted(i);
      String stream = client + ".d4f7c2a0-6c1f-4c0e-9a51-0d1b7f3e8a24";
      int ssrc = Integer.MIN_VALUE + i;
      for (CodecFormat codec : List.of(opus, vp8, opus, vp8)) {
        offer.add(
            new DownSlot.Sent(
                DownOffer.codec(codec), stream, "10-4294967295", client, "slides", ssrc, ssrc));
      }
    }
    assertThat(size(offer.write(LOCAL))).isLessThan(Limits.defaults().messageBytes());
  }

  @Test
  void anInactiveSectionIsUsedAgainOnceItWasAnswered() {
    DownSlot first = offer.add(track(1));
    negotiate();
    offer.remove(first);
    negotiate();

    assertThat(offer.add(track(2))).isSameAs(first);
    assertThat(offer.size()).isEqualTo(1);
  }

  @Test
  void aSectionThatEndsWhileAnOfferIsOpenIsNotUsedAgainYet() {
    DownSlot first = offer.add(track(1));
    offer.write(LOCAL);
    offer.remove(first);
    offer.answered();
    assertThat(offer.add(track(2))).isNotSameAs(first);

    negotiate();
    assertThat(offer.add(track(3))).isSameAs(first);
  }
}
