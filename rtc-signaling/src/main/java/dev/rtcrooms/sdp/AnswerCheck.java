package dev.rtcrooms.sdp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks whether an answer matches its offer (RFC 3264 §6, RFC 9429 §5.8.3); any thread. {@link
 * DescriptionCheck} checks the answer by itself.
 */
public final class AnswerCheck {

  private AnswerCheck() {}

  /**
   * Checks an answer. It must have the media sections of the offer: as many, of the same kinds and
   * protocols, in the same order, and with the offer's identification tags where it has them. It
   * must reject the sections that the offer rejects, and choose directions, DTLS roles and bundles
   * that the offer allows.
   *
   * @param offer the offer
   * @param answer the answer
   * @throws SdpException if they do not match; names the line of the answer and the reason, and
   *     quotes nothing
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
    // An offer without tags gets those that the answering browser invents.
    if (offer.mid().isPresent() && answer.mid().isPresent() && !answer.mid().equals(offer.mid())) {
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
