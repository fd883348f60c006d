package dev.rtcrooms.sdp;

import dev.rtcrooms.grammar.CharClass;
import dev.rtcrooms.grammar.NoAddress;
import dev.rtcrooms.ice.CandidateException;
import dev.rtcrooms.ice.IceCandidate;
import dev.rtcrooms.ice.RelayOnly;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rewrites a description with relayed addresses only; for one thread, once. */
final class RelayOnlyWriter {

  private static final String CANDIDATE = "candidate";
  private static final String RTCP = "rtcp";
  private static final Set<String> NO_ADDRESS = Set.of(NoAddress.IPV4, NoAddress.IPV6);

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
    int sections = 0;
    for (int i = 0; i < lines.size(); i++) {
      SdpLine line = lines.get(i);
      switch (line.type()) {
        case 'a' -> attribute(line);
        case 'c' -> line.withValue(connection(line.value())).appendTo(text);
        case 'm' -> {
          // A rejected section must stay rejected, in whatever way its zero is written.
          boolean rejected = description.media().get(sections++).port() == 0;
          String value = line.value();
          line.withValue(rejected ? value : media(value, destination(i + 1))).appendTo(text);
        }
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

  /** In any case, and with a space instead of the colon, since some browsers read names so. */
  private static boolean begins(SdpLine line, String name) {
    String value = line.value();
    int end = CharClass.ATTRIBUTE_NAME.runEnd(value, 0, value.length());
    return end == name.length() && value.regionMatches(true, 0, name, 0, end);
  }

  private static Optional<IceCandidate> relayed(String attribute) {
    try {
      return RelayOnly.filter(IceCandidate.parse(attribute));
    } catch (CandidateException e) {
      return Optional.empty();
    }
  }

  /** {@code IN IP4 address}. */
  private String connection(String value) {
    if (shown.contains(lastWord(value))) {
      return value;
    }
    return value.contains(" IP6 ")
        ? "IN IP6 ".concat(NoAddress.IPV6)
        : "IN IP4 ".concat(NoAddress.IPV4);
  }

  /** {@code rtcp:port}, perhaps with {@code IN IP4 address} (RFC 3605 §2.1). */
  private String rtcp(String value) {
    int space = value.indexOf(' ');
    if (space < 0 || shown.contains(lastWord(value))) {
      return value;
    }
    return RTCP + ":" + NoAddress.PORT + " " + connection(value.substring(space + 1));
  }

  /** {@code kind port protocol formats}. */
  private String media(String value, @Nullable String own) {
    int port = value.indexOf(' ') + 1;
    int after = value.indexOf(' ', port);
    String destination = own == null ? sessionDestination : own;
    boolean hidden = destination != null && !shown.contains(destination);
    return hidden ? value.substring(0, port) + NoAddress.PORT + value.substring(after) : value;
  }

  /** Finds the address of the section whose lines begin there. */
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
    String trimmed = value.stripTrailing();
    return trimmed.substring(trimmed.lastIndexOf(' ') + 1);
  }

  private SessionDescription read() {
    try {
      return new DescriptionReader(text, SdpLimits.NONE).read();
    } catch (SdpException e) {
      throw new IllegalStateException("Only values have changed, and to valid ones", e);
    }
  }
}
