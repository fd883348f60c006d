package dev.rtcrooms.sdp;

import dev.rtcrooms.ice.CandidateException;
import dev.rtcrooms.ice.IceCandidate;
import dev.rtcrooms.ice.RelayOnly;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a description anew with nothing but relayed addresses in it; for one thread, once. */
final class RelayOnlyWriter {

  private static final String CANDIDATE = "candidate:";
  private static final String RTCP = "rtcp:";
  private static final String NO_PORT = "9";
  private static final Set<String> NO_ADDRESS = Set.of("0.0.0.0", "::");

  private final SessionDescription description;
  private final Set<String> shown = new HashSet<>(NO_ADDRESS);
  private final @Nullable String sessionDestination;
  private final StringBuilder text = new StringBuilder();

  RelayOnlyWriter(SessionDescription description) {
    this.description = description;
    this.sessionDestination = destination(0);
    for (MediaSection section : description.media()) {
      for (IceCandidate candidate : section.transport().candidates()) {
        if (RelayOnly.admits(candidate)) {
          shown.add(candidate.address());
        }
      }
    }
  }

  SessionDescription write() {
    List<SdpLine> lines = description.lines();
    for (int i = 0; i < lines.size(); i++) {
      SdpLine line = lines.get(i);
      switch (line.type()) {
        case 'a' -> attribute(line);
        case 'c' -> line.withValue(connection(line.value())).appendTo(text);
        case 'm' -> line.withValue(media(line.value(), destination(i + 1))).appendTo(text);
        default -> line.appendTo(text);
      }
    }
    return read();
  }

  private void attribute(SdpLine line) {
    if (begins(line, CANDIDATE)) {
      Optional<IceCandidate> candidate = relayed(line.value());
      if (candidate.isPresent()) {
        line.withValue(candidate.get().toString()).appendTo(text);
      }
    } else if (begins(line, RTCP)) {
      line.withValue(rtcp(line.value())).appendTo(text);
    } else {
      line.appendTo(text);
    }
  }

  /** In any case, since some browsers read names so. */
  private static boolean begins(SdpLine line, String name) {
    return line.value().regionMatches(true, 0, name, 0, name.length());
  }

  private static Optional<IceCandidate> relayed(String attribute) {
    try {
      return RelayOnly.filter(IceCandidate.parse(attribute));
    } catch (CandidateException e) {
      // It stands where candidates have no meaning, so it has not been read.
      return Optional.empty();
    }
  }

  /** {@code IN IP4 address}. */
  private String connection(String value) {
    if (shown.contains(lastWord(value))) {
      return value;
    }
    return value.contains(" IP6 ") ? "IN IP6 ::" : "IN IP4 0.0.0.0";
  }

  /** {@code rtcp:port}, perhaps with {@code IN IP4 address} (RFC 3605 §2.1). */
  private String rtcp(String value) {
    int space = value.indexOf(' ');
    if (space < 0 || shown.contains(lastWord(value))) {
      return value;
    }
    return RTCP + NO_PORT + " " + connection(value.substring(space + 1));
  }

  /** {@code kind port protocol formats}; zero rejects, and stays. */
  private String media(String value, @Nullable String own) {
    int port = value.indexOf(' ') + 1;
    int after = value.indexOf(' ', port);
    String destination = own == null ? sessionDestination : own;
    boolean hidden = destination != null && !shown.contains(destination);
    if (!hidden || value.substring(port, after).equals("0")) {
      return value;
    }
    return value.substring(0, port) + NO_PORT + value.substring(after);
  }

  /** The address in the section whose lines begin there. */
  private @Nullable String destination(int from) {
    List<SdpLine> lines = description.lines();
    for (int i = from; i < lines.size() && lines.get(i).type() != 'm'; i++) {
      if (lines.get(i).type() == 'c') {
        return lastWord(lines.get(i).value());
      }
    }
    return null;
  }

  private static String lastWord(String value) {
    return value.substring(value.lastIndexOf(' ') + 1);
  }

  private SessionDescription read() {
    try {
      return new DescriptionReader(text, SdpLimits.NONE).read();
    } catch (SdpException e) {
      throw new IllegalStateException("Only values have changed, and to valid ones", e);
    }
  }
}
