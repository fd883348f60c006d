package dev.rtcrooms.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerCheckTest {

  private static final String VIDEO = "m=video 9 UDP/TLS/RTP/SAVPF 96";

  private static void assertRefused(
      SessionDescription offer, SessionDescription answer, int line, String reason) {
    assertThatExceptionOfType(SdpException.class)
        .isThrownBy(() -> AnswerCheck.check(offer, answer))
        .withMessage("line " + line + ": " + reason);
  }

  private static void assertTaken(SessionDescription offer, SessionDescription answer) {
    assertThatCode(() -> AnswerCheck.check(offer, answer)).doesNotThrowAnyException();
  }

  @Test
  void theExamplesOfBrowsersAndJsepMatch() throws SdpException {
    Map<String, String> jsep = Examples.in("rfc9429.txt");
    for (String name : List.of("A1", "B1", "B2", "C1", "C2")) {
      AnswerCheck.check(
          Examples.parsed(jsep.get("offer-" + name)), Examples.parsed(jsep.get("answer-" + name)));
    }
    AnswerCheck.check(
        Examples.description("chromium.txt", "offer"),
        Examples.description("chromium.txt", "answer"));
    AnswerCheck.check(
        Examples.description("chromium.txt", "offer with a stopped section and simulcast"),
        Examples.description("chromium.txt", "answer to that"));
    AnswerCheck.check(
        Examples.description("firefox.txt", "offer"),
        Examples.description("firefox.txt", "answer that rejects video"));
  }

  /**
   * In 3.2, Bob puts Alice on hold and she answers, against RFC 3264 §6.1, that she still sends.
   */
  @Test
  void theExamplesOfRfc4317MatchButForTheOneThatBreaksRfc3264() {
    Map<String, String> examples = Examples.in("rfc4317.txt");
    List<String> refused = new ArrayList<>();
    examples.forEach(
        (name, text) -> {
          if (name.endsWith("offer")) {
            String answer = name.replace("offer", "answer");
            try {
              AnswerCheck.check(Examples.parsed(text), Examples.parsed(examples.get(answer)));
            } catch (SdpException e) {
              refused.add(answer + ", " + e.getMessage());
            }
          }
        });

    assertThat(refused)
        .containsExactly(
            "3.2 second-answer, line 6: a direction that the offer does not leave open");
  }

  @Test
  void anAnswerHasAsManySectionsAsItsOffer() {
    SessionDescription one = Session.parsed(Session.AUDIO);
    SessionDescription two = Session.parsed(Session.AUDIO, VIDEO);

    assertRefused(two, one, 6, "fewer media sections than in the offer");
    assertRefused(one, two, 6, "more media sections than in the offer");
    assertTaken(Session.parsed(), Session.parsed());
  }

  @Test
  void anAnswerHasTheKindsOfItsOfferInTheirOrder() {
    SessionDescription offer = Session.parsed(Session.AUDIO, VIDEO);

    assertRefused(
        offer,
        Session.parsed(VIDEO, Session.AUDIO),
        5,
        "a media section of another kind than in the offer");
    assertRefused(
        offer,
        Session.parsed(Session.AUDIO, "m=video 9 RTP/SAVPF 96"),
        6,
        "a media section of another protocol than in the offer");
  }

  @Test
  void anAnswerHasTheTagsOfItsOffer() {
    SessionDescription offer = Session.parsed(Session.AUDIO, "a=mid:a");

    assertTaken(offer, Session.parsed(Session.AUDIO, "a=mid:a"));
    assertTaken(offer, Session.parsed(Session.AUDIO));
    assertTaken(Session.parsed(Session.AUDIO), Session.parsed(Session.AUDIO, "a=mid:a"));
    String reason = "a media section with another mid than in the offer";
    assertRefused(offer, Session.parsed(Session.AUDIO, "a=mid:b"), 5, reason);
  }

  @Test
  void whatTheOfferRejectsStaysRejected() {
    SessionDescription rejected = Session.parsed("m=audio 0 UDP/TLS/RTP/SAVPF 0");
    SessionDescription open = Session.parsed(Session.AUDIO);

    assertRefused(rejected, open, 5, "a media section that the offer has rejected");
    assertTaken(rejected, rejected);
    assertTaken(open, rejected);
    assertTaken(
        Session.parsed("m=audio 0 UDP/TLS/RTP/SAVPF 0", "a=bundle-only"),
        Session.parsed(Session.AUDIO));
  }

  @Test
  void theDirectionsOfAnAnswerAreThoseThatTheOfferLeavesOpen() {
    Map<Direction, Set<Direction>> open =
        Map.of(
            Direction.SENDRECV, Set.of(Direction.values()),
            Direction.SENDONLY, Set.of(Direction.RECVONLY, Direction.INACTIVE),
            Direction.RECVONLY, Set.of(Direction.SENDONLY, Direction.INACTIVE),
            Direction.INACTIVE, Set.of(Direction.INACTIVE));
    for (Direction offered : Direction.values()) {
      for (Direction answered : Direction.values()) {
        SessionDescription offer = Session.parsed(Session.AUDIO, attribute(offered));
        SessionDescription answer = Session.parsed(Session.AUDIO, attribute(answered));
        if (open.get(offered).contains(answered)) {
          assertTaken(offer, answer);
        } else {
          assertRefused(offer, answer, 5, "a direction that the offer does not leave open");
        }
      }
    }
  }

  private static String attribute(Direction direction) {
    return "a=" + direction.name().toLowerCase(Locale.ROOT);
  }

  @Test
  void neitherDataChannelsNorRejectedSectionsHaveADirection() {
    String data = "m=application 9 UDP/DTLS/SCTP webrtc-datachannel";
    assertTaken(Session.parsed(data, "a=sendonly"), Session.parsed(data, "a=sendonly"));
    assertTaken(
        Session.parsed(Session.AUDIO, "a=sendonly"),
        Session.parsed("m=audio 0 UDP/TLS/RTP/SAVPF 0", "a=sendonly"));
  }

  /** RFC 4145 §4.1. */
  @ParameterizedTest
  @CsvSource({
    "active, passive holdconn",
    "passive, active holdconn",
    "actpass, active passive holdconn",
    "holdconn, holdconn"
  })
  void theDtlsRolesOfAnAnswerAreThoseThatTheOfferLeavesOpen(String offered, String open) {
    for (Setup setup : Setup.values()) {
      String answered = setup.name().toLowerCase(Locale.ROOT);
      SessionDescription offer = Session.parsed(Session.AUDIO, "a=setup:" + offered);
      SessionDescription answer = Session.parsed("a=setup:" + answered, Session.AUDIO);
      if (List.of(open.split(" ")).contains(answered)) {
        assertTaken(offer, answer);
      } else {
        assertRefused(offer, answer, 6, "a DTLS role that the offer does not leave open");
      }
      assertTaken(offer, Session.parsed(Session.AUDIO));
      assertTaken(Session.parsed(Session.AUDIO), answer);
    }
  }

  @Test
  void onlyWhatTheOfferBundlesTogetherIsBundled() {
    SessionDescription offer = bundled("a=group:BUNDLE a b", "a=group:BUNDLE c");

    assertTaken(offer, bundled("a=group:BUNDLE b a"));
    assertTaken(offer, bundled("a=group:BUNDLE a", "a=group:BUNDLE c"));
    assertTaken(offer, bundled("a=group:BUNDLE", "a=group:LS a c"));
    String reason = "a bundle that the offer does not have";
    assertRefused(offer, bundled("a=group:BUNDLE a c"), 5, reason);
    assertRefused(offer, bundled("a=group:BUNDLE a", "a=group:BUNDLE d"), 6, reason);
    assertRefused(bundled("a=group:LS a b"), bundled("a=group:BUNDLE a b"), 5, reason);
  }

  private static SessionDescription bundled(String... groups) {
    List<String> lines = new ArrayList<>(List.of(groups));
    for (String mid : List.of("a", "b", "c", "d")) {
      lines.add(Session.AUDIO);
      lines.add("a=mid:" + mid);
    }
    return Session.parsed(lines.toArray(String[]::new));
  }
}
