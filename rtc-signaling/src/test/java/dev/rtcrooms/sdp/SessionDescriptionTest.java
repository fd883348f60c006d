package dev.rtcrooms.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole descriptions, as browsers and RFCs have them, seen through every view. */
class SessionDescriptionTest {

  @Test
  void anOfferOfChromiumIsUnderstood() {
    SessionDescription offer =
        Examples.description("chromium.txt", "offer with a stopped section and simulcast");

    assertThat(offer.origin().username()).isEqualTo("-");
    assertThat(offer.origin().sessionVersion()).isEqualTo("3");
    assertThat(offer.groups()).containsExactlyElementsOf(offer.bundles());
    assertThat(offer.bundles()).extracting(Group::mids).containsExactly(List.of("0", "2", "3"));
    assertThat(offer.iceLite()).isFalse();
    assertThat(offer.ufrags()).containsExactly("REFU");
    assertThat(offer.media())
        .extracting(
            MediaSection::kind,
            section -> section.mid().orElseThrow(),
            MediaSection::rejected,
            MediaSection::direction,
            MediaSection::sends)
        .containsExactly(
            tuple("audio", "0", false, Direction.SENDRECV, true),
            tuple("video", "1", true, Direction.INACTIVE, false),
            tuple("application", "2", false, Direction.SENDRECV, false),
            tuple("video", "3", false, Direction.SENDONLY, true));
  }

  @Test
  void theTransportOfChromiumIsUnderstood() {
    MediaSection audio =
        Examples.description("chromium.txt", "offer with a stopped section and simulcast")
            .media("0")
            .orElseThrow();
    Transport transport = audio.transport();

    assertThat(audio.port()).isEqualTo(41_811);
    assertThat(audio.proto()).isEqualTo("UDP/TLS/RTP/SAVPF");
    assertThat(audio.formats()).containsExactly("111", "63", "9", "0", "8", "13", "110", "126");
    assertThat(transport.ufrag()).contains("REFU");
    assertThat(transport.pwd()).contains("KDrfS4YCECxoQfpDzJyZInMk");
    assertThat(transport.iceOptions()).containsExactly("trickle");
    assertThat(transport.fingerprints())
        .extracting(Fingerprint::hashFunction)
        .containsExactly("sha-256");
    assertThat(transport.setup()).contains(Setup.ACTPASS);
    assertThat(transport.rtcpMux()).isTrue();
    assertThat(transport.rtcpMuxOnly()).isFalse();
    assertThat(transport.candidates()).hasSize(4);
    assertThat(transport.endOfCandidates()).isFalse();
  }

  @Test
  void theRtpOfChromiumIsUnderstood() {
    SessionDescription offer =
        Examples.description("chromium.txt", "offer with a stopped section and simulcast");
    Rtp audio = offer.media("0").orElseThrow().rtp();
    Rtp video = offer.media("3").orElseThrow().rtp();

    assertThat(audio.maps()).first().isEqualTo(new RtpMap(111, "opus", 48_000, "2"));
    assertThat(audio.maps()).last().isEqualTo(new RtpMap(126, "telephone-event", 8000, null));
    assertThat(audio.parameters())
        .containsExactly(
            new FormatParameters("111", "minptime=10;useinbandfec=1"),
            new FormatParameters("63", "111/111"));
    assertThat(audio.feedback()).containsExactly(new RtcpFeedback("111", "transport-cc", null));
    assertThat(audio.reducedSize()).isTrue();
    assertThat(audio.extensions())
        .first()
        .isEqualTo(
            new HeaderExtension(1, null, "urn:ietf:params:rtp-hdrext:ssrc-audio-level", null));
    assertThat(audio.msids())
        .containsExactly(
            new Msid(
                "15b0d907-297b-4303-ac8c-dc41f6246dc8", "a0ceecb6-7f89-4cef-bbeb-ca5b58c7cc97"));
    assertThat(audio.sources())
        .first()
        .isEqualTo(new SourceAttribute(116_867_458, "cname", "W3U5XZy+tvcjy5W8"));
    assertThat(video.feedback()).contains(new RtcpFeedback("96", "nack", "pli"));
    assertThat(video.rids())
        .extracting(Rid::id, Rid::sent)
        .containsExactly(tuple("h", true), tuple("m", true), tuple("l", true));
    assertThat(video.simulcast().orElseThrow().send())
        .extracting(formats -> formats.get(0).rid())
        .containsExactly("h", "m", "l");
  }

  @Test
  void theDataChannelOfChromiumIsUnderstood() {
    MediaSection data =
        Examples.description("chromium.txt", "offer of a data channel").media().get(0);

    assertThat(data.data()).isTrue();
    assertThat(data.formats()).containsExactly("webrtc-datachannel");
    assertThat(data.sctp().orElseThrow().port()).hasValue(5000);
    assertThat(data.sctp().orElseThrow().maxMessageSize()).isEqualTo(262_144);
  }

  @Test
  void whatFirefoxSaysForTheWholeSessionHoldsForEachSection() {
    SessionDescription offer = Examples.description("firefox.txt", "offer");

    assertThat(offer.media())
        .allSatisfy(
            section -> {
              assertThat(section.transport().fingerprints()).hasSize(1);
              assertThat(section.transport().iceOptions()).containsExactly("trickle");
            });
    assertThat(offer.media().get(1).rtp().sourceGroups())
        .containsExactly(new SourceGroup("FID", List.of(1_432_639_457L, 3_917_283_946L)));
    assertThat(offer.media().get(1).rtp().extensions())
        .contains(
            new HeaderExtension(
                6,
                Direction.RECVONLY,
                "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay",
                null));
  }

  @Test
  void anAnswerOfFirefoxThatRejectsVideoIsUnderstood() {
    SessionDescription answer = Examples.description("firefox.txt", "answer that rejects video");

    assertThat(answer.media())
        .extracting(MediaSection::rejected)
        .containsExactly(false, true, false);
    assertThat(answer.media().get(0).transport().endOfCandidates()).isTrue();
    assertThat(answer.transportOf(answer.media().get(2)).candidates()).hasSize(4);
  }

  @Test
  void anIceLiteServerSaysMostOfItOnce() {
    SessionDescription answer = Examples.description("others.txt", "ICE lite server");
    Transport video = answer.media("video").orElseThrow().transport();

    assertThat(answer.iceLite()).isTrue();
    assertThat(video.iceLite()).isTrue();
    assertThat(video.ufrag()).contains("x7+/");
    assertThat(video.pwd()).contains("Zm9vYmFyYmF6cXV4cXV1eDEyMzQ1");
    assertThat(video.setup()).contains(Setup.PASSIVE);
    assertThat(video.fingerprints()).hasSize(2);
    assertThat(video.endOfCandidates()).isTrue();
    assertThat(video.iceOptions()).containsExactly("trickle", "ice2");
    assertThat(answer.media("audio").orElseThrow().transport().rtcpMuxOnly()).isTrue();
    assertThat(answer.ufrags()).containsExactly("x7+/");
  }

  @Test
  void planBIsUnderstoodAsFarAsItGoes() {
    SessionDescription offer = Examples.description("others.txt", "old Chrome, plan B");
    Rtp video = offer.media("video").orElseThrow().rtp();
    MediaSection data = offer.media("data").orElseThrow();

    assertThat(video.sourceGroups())
        .extracting(SourceGroup::semantics)
        .containsExactly("SIM", "FID");
    assertThat(video.sources()).contains(new SourceAttribute(4_294_967_295L, "x-flag", null));
    assertThat(video.feedback()).contains(new RtcpFeedback("*", "nack", null));
    assertThat(data.data()).isTrue();
    assertThat(data.sctp().orElseThrow().port()).isEmpty();
    assertThat(data.sctp().orElseThrow().maxMessageSize()).isEqualTo(65_536);
  }

  @Test
  void theBundleSpeaksForASectionThatSaysNothing() {
    SessionDescription offer = Examples.description("rfc9429.txt", "offer-B1");
    MediaSection data = offer.media("d1").orElseThrow();

    assertThat(data.bundleOnly()).isTrue();
    assertThat(data.rejected()).isFalse();
    assertThat(data.transport().ufrag()).isEmpty();
    assertThat(offer.transportOf(data).ufrag()).contains("ATEn");
    assertThat(offer.transportOf(data).rtcpMuxOnly()).isTrue();
    assertThat(offer.groups()).extracting(Group::semantics).containsExactly("BUNDLE");
  }

  @Test
  void simulcastOfTheRfcIsUnderstood() {
    SessionDescription offer = Examples.description("rfc9429.txt", "offer-B2");

    assertThat(offer.groups()).extracting(Group::semantics).containsExactly("BUNDLE", "LS");
    assertThat(offer.media("v1").orElseThrow().rtp().simulcast().orElseThrow().send()).hasSize(3);
    assertThat(offer.media("v2").orElseThrow().rtp().simulcast()).isEmpty();
  }

  @Test
  void whatTheViewsPrintHidesSecretsAndAddresses() {
    SessionDescription offer =
        Examples.description("chromium.txt", "offer with a stopped section and simulcast");
    MediaSection audio = offer.media().get(0);
    String printed =
        List.of(
                offer.lines(),
                offer.attributes(),
                audio,
                audio.attributes(),
                audio.attributes().all(),
                audio.transport(),
                audio.rtp(),
                offer.media("2").orElseThrow().sctp())
            .toString();

    assertThat(printed).doesNotContain("KDrfS4YCECxoQfpDzJyZInMk").doesNotContain("192.0.2.2");
    assertThat(printed)
        .contains("ice-pwd", "MediaSection[8, audio, 0]", "Transport[REFU, 4 candidates]");
  }
}
