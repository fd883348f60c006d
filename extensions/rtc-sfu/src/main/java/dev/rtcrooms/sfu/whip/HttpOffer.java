package dev.rtcrooms.sfu.whip;

import dev.rtcrooms.sdp.DescriptionCheck;
import dev.rtcrooms.sdp.MediaSection;
import dev.rtcrooms.sdp.SdpException;
import dev.rtcrooms.sdp.SessionDescription;
import dev.rtcrooms.sdp.Setup;
import dev.rtcrooms.sfu.sdp.UpOffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** An offer that came over HTTP, which is accepted as a whole or not at all. Immutable. */
record HttpOffer(SessionDescription description) {

  private static final String BUNDLE = "a=group:BUNDLE";

  /** A well-formed offer that cannot be accepted. */
  static final class Unacceptable extends Exception {
    private static final long serialVersionUID = 1L;

    Unacceptable(String message) {
      super(message);
    }
  }

  /**
   * Reads an offer.
   *
   * @throws SdpException if it is malformed
   * @throws Unacceptable if the server does not begin the media's encryption as the offer demands
   */
  static HttpOffer read(String sdp) throws SdpException, Unacceptable {
    SessionDescription description = bundledAsSent(SessionDescription.parse(sdp));
    DescriptionCheck.check(description);
    if (description.media().isEmpty()) {
      throw new Unacceptable("The offer has no media section");
    }
    for (MediaSection section : description.media()) {
      if (!section.rejected()
          && description.transportOf(section).setup().filter(Setup.PASSIVE::equals).isPresent()) {
        throw new Unacceptable("The offer has a=setup:passive, but this server is passive itself");
      }
    }
    return new HttpOffer(description);
  }

  /** Removes sections from a bundle that are not there: FFmpeg names both if it sends only one. */
  private static SessionDescription bundledAsSent(SessionDescription sent) throws SdpException {
    Set<String> mids = new TreeSet<>();
    sent.media().forEach(section -> section.mid().ifPresent(mids::add));
    if (sent.bundles().stream().allMatch(bundle -> mids.containsAll(bundle.mids()))) {
      return sent;
    }
    List<String> lines = new ArrayList<>();
    for (String line : sent.toString().split("\r?\n", -1)) {
      lines.add(line.startsWith(BUNDLE) ? bundle(line, mids) : line);
    }
    return SessionDescription.parse(String.join("\r\n", lines));
  }

  private static String bundle(String line, Set<String> mids) {
    StringBuilder kept = new StringBuilder(BUNDLE);
    for (String mid : line.substring(BUNDLE.length()).strip().split(" ", -1)) {
      if (mids.contains(mid)) {
        kept.append(' ').append(mid);
      }
    }
    return kept.toString();
  }

  /**
   * Requires that each section sends, and can be received (RFC 9725 §4.4.3).
   *
   * @param videos the most video tracks
   * @param audios the most audio tracks
   */
  void requirePublishable(int videos, int audios) throws Unacceptable {
    for (UpOffer.Section section :
        UpOffer.read(description, videos, audios, /* layers= */ 1).sections()) {
      String which = "The section " + section.kind() + " of the offer ";
      if (section.codec() == null) {
        throw new Unacceptable(which + "has no codec of this server, or is not in the bundle");
      }
      if (!section.sending()) {
        throw new Unacceptable(which + "sends nothing, or is one too many");
      }
    }
  }

  /** Requires that each section receives and sends nothing of its own. */
  void requirePlayable() throws Unacceptable {
    for (MediaSection section : description.media()) {
      if (section.rejected() || !section.direction().receives()) {
        throw new Unacceptable("A section of the offer does not receive");
      }
      if (section.mid().isEmpty()) {
        throw new Unacceptable("A section of the offer has no mid");
      }
    }
  }

  /** The username fragment of all sections. */
  String ufrag() {
    return description.transportOf(description.media().get(0)).ufrag().orElse("");
  }

  /** The same offer with other credentials, which restarts ICE. */
  HttpOffer with(String ufrag, String password) {
    List<String> lines = new ArrayList<>();
    for (String line : description.toString().split("\r?\n", -1)) {
      if (line.startsWith("a=ice-ufrag:")) {
        lines.add("a=ice-ufrag:" + ufrag);
      } else if (line.startsWith("a=ice-pwd:")) {
        lines.add("a=ice-pwd:" + password);
      } else if (!line.startsWith("a=candidate:")) {
        lines.add(line);
      }
    }
    try {
      return new HttpOffer(SessionDescription.parse(String.join("\r\n", lines)));
    } catch (SdpException e) {
      throw new IllegalArgumentException("Credentials that were checked", e);
    }
  }
}
