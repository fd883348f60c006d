package dev.rtcrooms.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MediaSectionTest {

  @ParameterizedTest
  @EnumSource
  void aDirectionIsTheSectionsOwnOrElseTheSessions(Direction direction) {
    String attribute = "a=" + direction.name().toLowerCase(Locale.ROOT);

    assertThat(Session.audio(attribute).direction()).isEqualTo(direction);
    assertThat(Session.parsed(attribute, Session.AUDIO).media().get(0).direction())
        .isEqualTo(direction);
    assertThat(Session.parsed(attribute, Session.AUDIO, "a=inactive", Session.AUDIO).media())
        .extracting(MediaSection::direction)
        .containsExactly(Direction.INACTIVE, direction);
  }

  @Test
  void withoutADirectionMediaFlowsBothWays() {
    assertThat(Session.audio().direction()).isEqualTo(Direction.SENDRECV);
  }

  @ParameterizedTest
  @CsvSource({
    "SENDRECV, true, true",
    "SENDONLY, true, false",
    "RECVONLY, false, true",
    "INACTIVE, false, false"
  })
  void aDirectionSendsOrReceives(Direction direction, boolean sends, boolean receives) {
    assertThat(direction.sends()).isEqualTo(sends);
    assertThat(direction.receives()).isEqualTo(receives);
  }

  @ParameterizedTest
  @CsvSource({
    "m=audio 9 X 0, a=x, false",
    "m=audio 0 X 0, a=x, true",
    "m=audio 00 X 0, a=x, true",
    "m=audio 0 X 0, a=bundle-only, false",
    "m=audio 0/2 X 0, a=x, true"
  })
  void portZeroRejectsUnlessTheSectionWaitsToBeBundled(
      String line, String attribute, boolean rejected) {
    MediaSection section = Session.media(line, attribute);

    assertThat(section.rejected()).isEqualTo(rejected);
    assertThat(section.sends()).isEqualTo(!rejected);
  }

  @ParameterizedTest
  @CsvSource({
    "m=application 9 UDP/DTLS/SCTP webrtc-datachannel, true",
    "m=application 9 TCP/DTLS/SCTP webrtc-datachannel, true",
    "m=application 9 DTLS/SCTP 5000, true",
    "m=Application 9 udp/dtls/sctp webrtc-datachannel, true",
    "m=application 9 UDP/TLS/RTP/SAVPF 98, false",
    "m=video 9 UDP/DTLS/SCTP webrtc-datachannel, false"
  })
  void dataChannelsAreToldFromMedia(String line, boolean data) {
    MediaSection section = Session.media(line);

    assertThat(section.data()).isEqualTo(data);
    assertThat(section.sctp().isPresent()).isEqualTo(data);
    assertThat(section.sends()).isEqualTo(!data);
  }

  @Test
  void aSectionKnowsWhereItStands() {
    SessionDescription description = Session.parsed("a=x", Session.AUDIO, "a=y", "m=video 9 X 96");

    assertThat(description.media()).extracting(MediaSection::line).containsExactly(6, 8);
    assertThat(description.media())
        .extracting(MediaSection::kind)
        .containsExactly("audio", "video");
    assertThat(description.media().get(0).attributes().has("y")).isTrue();
    assertThat(description.media().get(0).attributes().has("x")).isFalse();
    assertThat(description.media().get(0).attributes().named("y"))
        .containsExactly(new SdpAttribute(7, "y", null));
  }

  @Test
  void aKnownAttributeOutOfItsLevelIsLikeAnUnknownOne() {
    SessionDescription description =
        Session.parsed("a=mid:x y", "a=rtpmap:?", Session.AUDIO, "a=group:", "a=ice-lite");

    assertThat(description.media().get(0).mid()).isEmpty();
    assertThat(description.groups()).isEmpty();
    assertThat(description.iceLite()).isFalse();
  }
}
