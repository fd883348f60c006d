package dev.rtcrooms.sfu.sdp;

import static org.assertj.core.api.Assertions.assertThat;

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
