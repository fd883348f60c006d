package dev.rtcrooms.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Session descriptions (RFC 8866) as browsers write them, as far as signaling needs them. */
final class FakeDescription {

  private static final String EOL = "\r\n";
  private static final Set<String> DIRECTIONS =
      Set.of("sendrecv", "sendonly", "recvonly", "inactive");

  private FakeDescription() {}

  /**
   * Writes an offer.
   *
   * @param sections for each its kind, a space, and its direction or {@code rejected}
   */
  static String offer(List<String> sections, String ufrag) {
    return of(sections, ufrag, "actpass");
  }

  /** Writes an answer, as {@link #offer} does. */
  static String answer(List<String> sections, String ufrag) {
    return of(sections, ufrag, "active");
  }

  private static String of(List<String> sections, String ufrag, String setup) {
    StringBuilder sdp = start(ufrag);
    for (int mid = 0; mid < sections.size(); mid++) {
      String[] parts = sections.get(mid).split(" ", 2);
      append(sdp, parts[0], String.valueOf(mid), parts[1], ufrag, setup);
    }
    return sdp.toString();
  }

  /** Answers each section of an offer (RFC 3264 §6); sends in it only if allowed. */
  static String answer(String offer, String ufrag, boolean sends) {
    StringBuilder sdp = start(ufrag);
    for (String section : sections(offer)) {
      List<String> lines = section.lines().toList();
      String[] media = lines.get(0).split(" ", 3);
      boolean rejected = media[1].equals("0");
      append(
          sdp,
          media[0].substring("m=".length()),
          attribute(lines, "mid:"),
          rejected ? "rejected" : answered(direction(lines), sends),
          ufrag,
          "active");
    }
    return sdp.toString();
  }

  /** The first user name fragment of ICE; empty if there is none. */
  static String ufrag(String sdp) {
    return attribute(sdp.lines().toList(), "ice-ufrag:");
  }

  private static List<String> sections(String sdp) {
    List<String> sections = new ArrayList<>(List.of(sdp.split("(?m)^(?=m=)", -1)));
    sections.remove(0); // of the session
    return sections;
  }

  private static String attribute(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith("a=" + name))
        .map(line -> line.substring("a=".length() + name.length()))
        .findFirst()
        .orElse("");
  }

  private static String direction(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("a="))
        .map(line -> line.substring("a=".length()))
        .filter(DIRECTIONS::contains)
        .findFirst()
        .orElse("sendrecv"); // RFC 8866 §6.7
  }

  private static String answered(String direction, boolean sends) {
    return switch (direction) {
      case "sendrecv" -> sends ? "sendrecv" : "recvonly";
      case "sendonly" -> "recvonly";
      case "recvonly" -> sends ? "sendonly" : "inactive";
      default -> "inactive";
    };
  }

  private static StringBuilder start(String ufrag) {
    return new StringBuilder()
        .append("v=0")
        .append(EOL)
        .append("o=- ")
        .append(Integer.toUnsignedString(ufrag.hashCode()))
        .append(" 1 IN IP4 127.0.0.1")
        .append(EOL)
        .append("s=-")
        .append(EOL)
        .append("t=0 0")
        .append(EOL);
  }

  private static void append(
      StringBuilder sdp, String kind, String mid, String direction, String ufrag, String setup) {
    boolean rejected = direction.equals("rejected");
    String codec = kind.equals("audio") ? "111" : "96";
    List<String> lines =
        List.of(
            "m=" + kind + (rejected ? " 0" : " 9") + " UDP/TLS/RTP/SAVPF " + codec,
            "c=IN IP4 0.0.0.0",
            "a=mid:" + mid,
            "a=ice-ufrag:" + ufrag,
            "a=ice-pwd:qVb0Zk7TtJ3yWm9RcLd5XsHu",
            "a=fingerprint:sha-256 " + "5A:".repeat(31) + "5A",
            "a=rtcp-mux",
            "a=setup:" + setup,
            "a=" + (rejected ? "inactive" : direction));
    lines.forEach(line -> sdp.append(line).append(EOL));
  }
}
