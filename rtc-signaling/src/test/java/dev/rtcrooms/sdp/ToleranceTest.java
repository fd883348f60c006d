package dev.rtcrooms.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real descriptions that break the grammar where Chromium 156, Firefox 153 or both accept it. They
 * are read, may be relayed, and come back byte for byte.
 */
class ToleranceTest {

  private static final String FULL =
      Session.with(
          "a=ice-ufrag:abcd",
          "a=ice-pwd:abcdefghijklmnopqrstuv",
          "a=ice-options:trickle",
          "a=fingerprint:sha-256 AB:CD",
          "m=audio 9 UDP/TLS/RTP/SAVPF 111",
          "c=IN IP4 0.0.0.0",
          "a=setup:actpass",
          "a=mid:0",
          "a=sendrecv",
          "a=rtcp-mux",
          "a=msid:s t",
          "a=rtpmap:111 opus/48000/2",
          "a=fmtp:111 minptime=10",
          "a=rtcp-fb:111 goog-remb",
          "a=extmap:1 urn:x",
          "a=ssrc:1 cname:x",
          "a=candidate:1 1 udp 1 192.0.2.1 9 typ host");

  private static SessionDescription relayed(String text) throws SdpException {
    SessionDescription description = SessionDescription.parse(text);
    DescriptionCheck.check(description);
    assertThat(description).hasToString(text);
    return description;
  }

  private static SessionDescription relayedWith(String line) throws SdpException {
    return relayed(FULL.concat(line).concat("\r\n"));
  }

  private static SessionDescription relayedWith(String line, String instead) throws SdpException {
    assertThat(FULL).contains(line + "\r\n");
    return relayed(FULL.replace(line + "\r\n", instead + "\r\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v=0",
        "t=0 0",
        "a=ice-options:trickle",
        "c=IN IP4 0.0.0.0",
        "a=sendrecv",
        "a=rtcp-mux",
        "a=msid:s t",
        "a=rtpmap:111 opus/48000/2",
        "a=fmtp:111 minptime=10",
        "a=rtcp-fb:111 goog-remb",
        "a=extmap:1 urn:x",
        "a=ssrc:1 cname:x",
        "a=candidate:1 1 udp 1 192.0.2.1 9 typ host"
      })
  void spacesAtTheEndOfALineAreIgnored(String line) throws SdpException {
    MediaSection plain = relayed(FULL).media().get(0);
    SessionDescription description = relayedWith(line, line + "  ");
    MediaSection section = description.media().get(0);

    assertThat(section.rtp().feedback()).isEqualTo(plain.rtp().feedback());
    assertThat(section.rtp().extensions()).isEqualTo(plain.rtp().extensions());
    assertThat(section.rtp().maps()).isEqualTo(plain.rtp().maps());
    assertThat(section.rtp().parameters()).isEqualTo(plain.rtp().parameters());
    assertThat(section.rtp().msids()).isEqualTo(plain.rtp().msids());
    assertThat(section.transport().iceOptions()).containsExactly("trickle");
    assertThat(section.transport().candidates()).hasSize(1);
    assertThat(section.sends()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "a=ice-ufrag:abcd, a=ice-ufrag:rBIAAR9AH0A=_1#",
    "a=ice-pwd:abcdefghijklmnopqrstuv, a=ice-pwd:abcdefghijklmnopqrstuv==",
    "a=ice-pwd:abcdefghijklmnopqrstuv, a=ice-pwd:abcdefghijklmnopqrst-_"
  })
  void iceCredentialsHaveTheCharactersThatBrowsersAccept(String line, String instead)
      throws SdpException {
    Transport transport = relayedWith(line, instead).media().get(0).transport();

    assertThat(instead)
        .containsAnyOf(transport.ufrag().orElseThrow(), transport.pwd().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"c=IN IP4 0.0.0.0", "b=AS:30", "i=x", "b=AS:30\r\nc=IN IP4 0.0.0.0\r\ni=x"})
  void theLinesOfAMediaSectionComeInAnyOrder(String lines) throws SdpException {
    relayedWith(lines);
    relayedWith("c=IN IP4 0.0.0.0", lines);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=simulcast: send rid=f",
        "a=simulcast:send 1 send 2",
        "a=fmtp:112",
        "a=fmtp:112 ",
        "a=rtpmap:x y",
        "a=rid:a.b send",
        "a=extmap:x urn:y",
        "a=msid:a b c",
        "a=ssrc:1",
        "a=ssrc-group:FID x",
        "a=rtcp-fb:111",
        "a=ice-options:",
        "a=sctp-port:x",
        "a=max-message-size:x",
        "a=foo bar",
        "a=foo(bar",
        "a=end-of-candidates:1"
      })
  void valuesThatNobodyHereUsesAreNotJudged(String line) throws SdpException {
    relayedWith(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=sendrecv",
        "a=setup:actpass",
        "a=mid:0",
        "a=ice-ufrag:abcd\r\na=ice-ufrag:abcd",
        "a=simulcast:send 1\r\na=simulcast:recv 1",
        "a=max-message-size:1\r\na=max-message-size:2"
      })
  void aValueMayStandThereTwice(String line) throws SdpException {
    MediaSection section = relayedWith(line).media().get(0);

    assertThat(section.mid()).contains("0");
    assertThat(section.direction()).isEqualTo(Direction.SENDRECV);
  }

  @ParameterizedTest
  @CsvSource({
    "a=setup:actpass, a=setup:ACTPASS",
    "a=sendrecv, a=sendrecv:1",
    "a=rtcp-mux, a=rtcp-mux x"
  })
  void whatBrowsersReadAlikeIsReadAlike(String line, String instead) throws SdpException {
    MediaSection section = relayedWith(line, instead).media().get(0);

    assertThat(section.transport().setup()).contains(Setup.ACTPASS);
    assertThat(section.transport().rtcpMux()).isTrue();
    assertThat(section.sends()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=candidate:1 1 udp 4294967296 192.0.2.1 9 typ host",
        "a=candidate:1 1 udp 1 192.0.2.1 65536 typ host",
        "a=candidate:1 1 udp 1 192.0.2.1 9",
        "a=candidate:x",
        "a=candidate:"
      })
  void anUnreadableCandidateNeitherRefusesNorCounts(String line) throws SdpException {
    SessionDescription description = relayedWith(line);

    assertThat(description.media().get(0).transport().candidates()).hasSize(1);
    assertThat(description.relayOnly().toString()).doesNotContain("a=candidate");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=candidate:1 1 udp 1 fe80::1%52 9 typ host",
        "a=candidate: 1 udp 1 192.0.2.1 9 typ host",
        "a=candidate:a-b 0 udp 0 192.0.2.1 9 typ host",
        "a=candidate:1 1 udp 4294967295 192.0.2.1 9 typ host generation"
      })
  void anOddCandidateIsReadAsBrowsersReadIt(String line) throws SdpException {
    SessionDescription description = relayedWith(line);

    assertThat(description.media().get(0).transport().candidates()).hasSize(2);
    assertThat(description.relayOnly().toString()).doesNotContain("a=candidate");
  }

  /** FreeSWITCH and old Firefox offer without tags; browsers invent some for their answer. */
  @Test
  void anOfferWithoutTagsIsAnsweredWithInventedOnes() throws SdpException {
    SessionDescription offer = relayed(FULL.replace("a=mid:0\r\n", ""));
    SessionDescription answer = relayed(FULL.replace("actpass", "active"));

    AnswerCheck.check(offer, answer);
    assertThatExceptionOfType(SdpException.class)
        .isThrownBy(
            () -> AnswerCheck.check(answer, Examples.parsed(FULL.replace("a=mid:0", "a=mid:1"))))
        .withMessage("line 9: a media section with another mid than in the offer");
  }

  /** Both browsers use the last direction; another reader might use the first. */
  @Test
  void ofTwoDirectionsTheLastCountsButOneIsEnoughToSend() throws SdpException {
    MediaSection section = relayedWith("a=recvonly").media().get(0);

    assertThat(section.direction()).isEqualTo(Direction.RECVONLY);
    assertThat(section.sends()).isTrue();
    SessionDescription session = Session.parsed("a=sendonly", "a=recvonly", Session.AUDIO);
    assertThat(session.media().get(0).direction()).isEqualTo(Direction.RECVONLY);
    assertThat(session.media().get(0).sends()).isTrue();
  }
}
