package dev.rtcrooms.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.ice.RelayOnly;

/** What must hold of any input whatsoever, read or refused. */
final class EveryView {

  private EveryView() {}

  /** Tells whether it could be read. */
  static boolean of(String text) {
    SessionDescription description;
    try {
      description = SessionDescription.parse(text);
    } catch (SdpException refusal) {
      assertThat(refusal.line()).isBetween(1, lines(text) + 1);
      return false;
    }
    if (!description.toString().equals(text)) {
      throw new AssertionError("It comes back changed");
    }
    check(description);
    description
        .malformed()
        .forEach(e -> assertThat(e.line()).isBetween(1, description.lines().size()));
    description.media().forEach(section -> look(description, section));
    SessionDescription relayed = description.relayOnly();
    if (!relayed.relayOnly().equals(relayed)) {
      throw new AssertionError("What has been hidden is hidden anew");
    }
    return true;
  }

  private static int lines(String text) {
    return (int) text.chars().filter(c -> c == '\n').count() + 1;
  }

  private static void check(SessionDescription description) {
    try {
      DescriptionCheck.check(description);
      AnswerCheck.check(description, description);
    } catch (SdpException refusal) {
      // Declared.
    }
  }

  private static boolean maySend(SdpAttributes attributes) {
    return attributes.has("sendrecv") || attributes.has("sendonly");
  }

  private static void look(SessionDescription description, MediaSection section) {
    Transport transport = description.transportOf(section);
    transport.iceOptions();
    transport.setup();
    transport.candidates().forEach(RelayOnly::filter);
    Rtp rtp = section.rtp();
    rtp.parameters().forEach(fmtp -> fmtp.value("apt"));
    rtp.rids().forEach(rid -> rid.restriction("pt"));
    section.sctp().ifPresent(sctp -> assertThat(sctp.maxMessageSize()).isNotNegative());
    boolean maySend =
        section.direction().sends()
            || maySend(section.attributes())
            || maySend(description.attributes());
    if (section.sends() && (section.rejected() || !maySend)) {
      throw new AssertionError("It sends what it does not");
    }
  }
}
