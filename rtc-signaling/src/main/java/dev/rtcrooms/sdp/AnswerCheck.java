package dev.rtcrooms.sdp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says whether an answer matches its offer (RFC 3264 §6, RFC 9429 §5.8.3). It is checked as a
 * description, by {@link DescriptionCheck}, apart from this.
 */
public final class AnswerCheck {

  private AnswerCheck() {}

  /**
   * Checks an answer: as many media sections as in the offer, of the same kinds and protocols, in
   * the same order, with the same identification tags; rejected where the offer has them rejected;
   * directions and DTLS roles that the offer leaves open; bundled only what the offer bundles.
   *
   * @param offer what is answered
   * @param answer the answer
   * @throws SdpException if they do not match; says which line of the answer and why, and quotes
   *     nothing
   */
  public static void check(SessionDescription offer, SessionDescription answer)
      throws SdpException {
    List<MediaSection> offered = offer.media();
    List<MediaSection> answered = answer.media();
    if (answered.size() > offered.size()) {
      throw refusal(answered.get(offered.size()), "more media sections than in the offer");
    }
    if (answered.size() < offered.size()) {
      throw new SdpException(answer.lines().size() + 1, "fewer media sections than in the offer");
    }
    for (int i = 0; i < answered.size(); i++) {
      section(offered.get(i), answered.get(i));
    }
    bundles(offer, answer);
  }

  private static void section(MediaSection offer, MediaSection answer) throws SdpException {
    if (!answer.kind().equals(offer.kind())) {
      throw refusal(answer, "a media section of another kind than in the offer");
    }
    if (!answer.proto().equals(offer.proto())) {
      throw refusal(answer, "a media section of another protocol than in the offer");
    }
    if (answer.mid().isPresent() && !answer.mid().equals(offer.mid())) {
      throw refusal(answer, "a media section with another mid than in the offer");
    }
    if (answer.rejected()) {
      return;
    }
    if (offer.rejected()) {
      throw refusal(answer, "a media section that the offer has rejected");
    }
    if (!answer.data() && !isAnsweredBy(offer.direction(), answer.direction())) {
      throw refusal(answer, "a direction that the offer does not leave open");
    }
    setup(offer, answer);
  }

  /** RFC 3264 §6.1. */
  private static boolean isAnsweredBy(Direction offer, Direction answer) {
    return (offer.receives() || !answer.sends()) && (offer.sends() || !answer.receives());
  }

  private static void setup(MediaSection offer, MediaSection answer) throws SdpException {
    Optional<Setup> offered = offer.transport().setup();
    Optional<Setup> answered = answer.transport().setup();
    if (offered.isPresent()
        && answered.isPresent()
        && !offered.get().isAnsweredBy(answered.get())) {
      throw refusal(answer, "a DTLS role that the offer does not leave open");
    }
  }

  /** RFC 9143 §7.4. */
  private static void bundles(SessionDescription offer, SessionDescription answer)
      throws SdpException {
    Map<String, Integer> offered = new HashMap<>();
    for (Group bundle : offer.bundles()) {
      for (String mid : bundle.mids()) {
        offered.putIfAbsent(mid, bundle.line());
      }
    }
    for (Group bundle : answer.bundles()) {
      Integer same = bundle.mids().isEmpty() ? null : offered.get(bundle.mids().get(0));
      for (String mid : bundle.mids()) {
        if (same == null || !same.equals(offered.get(mid))) {
          throw new SdpException(bundle.line(), "a bundle that the offer does not have");
        }
      }
    }
  }

  private static SdpException refusal(MediaSection section, String reason) {
    return new SdpException(section.line(), reason);
  }
}
