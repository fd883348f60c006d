package dev.rtcrooms.ice;

import dev.rtcrooms.grammar.CharClass;
import dev.rtcrooms.grammar.Decimal;
import dev.rtcrooms.grammar.NoAddress;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An ICE candidate: the candidate attribute of RFC 8839 §5.1, as it stands in {@code
 * RTCIceCandidateInit.candidate} (RFC 9429 §3.5.2.1). {@link #toString()} returns the text that was
 * read, byte for byte. Two candidates are equal if their texts are. Immutable; any thread.
 *
 * <p>Unknown types, transports and extensions are legal. Like browsers, the parser accepts more
 * than the grammar: {@code a=} before the candidate, spaces or a line ending after it, any
 * foundation, component or address, and priorities up to 2^32 - 1.
 */
public final class IceCandidate {

  /** The beginning of every candidate. */
  public static final String PREFIX = "candidate:";

  /** The longest text that is read, several times the length that browsers write. */
  public static final int MAX_CHARS = 1024;

  private static final String ATTRIBUTE = "a=";
  private static final String END = "end-of-candidates";
  private static final long MAX_PRIORITY = (1L << 32) - 1;

  /** The index of the first field after the type. */
  private static final int AFTER_TYPE = 8;

  private static final String RELATED_ADDRESS = "raddr";
  private static final String RELATED_PORT = "rport";

  private final String text;
  private final String foundation;
  private final int component;
  private final String transport;
  private final long priority;
  private final String address;
  private final int port;
  private final String typeName;
  private final @Nullable String relatedAddress;
  private final @Nullable Integer relatedPort;
  private final Map<String, String> extensions;
  private final @Nullable TcpType tcpType;

  private IceCandidate(String text, int start, int end) throws CandidateException {
    CandidateFields fields = new CandidateFields(text.substring(start + PREFIX.length(), end));
    this.text = text;
    foundation = fields.next();
    component = (int) fields.number("component", Integer.MAX_VALUE);
    transport = fields.token();
    priority = fields.number("priority", MAX_PRIORITY);
    address = fields.address();
    port = (int) fields.number("port", Decimal.MAX_PORT);
    if (!fields.skip("typ")) {
      throw new CandidateException("lacks its type");
    }
    typeName = fields.token();
    relatedAddress = fields.skip(RELATED_ADDRESS) ? fields.address() : null;
    relatedPort = fields.skip(RELATED_PORT) ? (int) fields.number("port", Decimal.MAX_PORT) : null;
    extensions = fields.extensions();
    String tcp = extensions.get("tcptype");
    tcpType = tcp == null ? null : TcpType.named(tcp);
  }

  /**
   * Reads a candidate.
   *
   * @param text the candidate, at most {@value #MAX_CHARS} characters
   * @return the candidate
   * @throws CandidateException if it is too long or malformed; gives the reason, and quotes nothing
   */
  public static IceCandidate parse(String text) throws CandidateException {
    if (text.length() > MAX_CHARS) {
      throw new CandidateException("is longer than " + MAX_CHARS + " characters");
    }
    int start = start(text);
    int end = end(text);
    if (!text.startsWith(PREFIX, start)) {
      throw new CandidateException("does not begin with " + PREFIX);
    }
    if (CharClass.PRINTABLE_ASCII.runEnd(text, start, end) < end) {
      throw new CandidateException("has a character that is not printable ASCII");
    }
    return new IceCandidate(text, start, end);
  }

  private static int start(String text) {
    return text.startsWith(ATTRIBUTE) ? ATTRIBUTE.length() : 0;
  }

  /** Where the spaces and the line ending begin that may follow the candidate. */
  private static int end(String text) {
    int end = text.length();
    while (end > 0 && " \r\n".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  /**
   * Tells whether a text stands for the end of candidates. The empty text does so for a generation
   * (W3C webrtc-pc, {@code RTCIceCandidateInit.candidate}), and some senders use the SDP attribute
   * instead (RFC 8840 §8).
   *
   * @param text the text in a candidate's place
   * @return true if no more candidates will come
   */
  public static boolean isEnd(String text) {
    return text.isEmpty() || text.substring(start(text)).equals(END);
  }

  /**
   * The foundation, which candidates share that have the same type, base and server.
   *
   * @return 1 to 32 characters of {@code ice-char} as a rule; others, or none, are read as well
   */
  public String foundation() {
    return foundation;
  }

  /**
   * The component of the data stream.
   *
   * @return 1 for RTP, 2 for RTCP; from 1 to 256 as a rule
   */
  public int component() {
    return component;
  }

  /**
   * The transport protocol, as written.
   *
   * @return {@code udp} or {@code tcp} in any case, or another token
   */
  public String transport() {
    return transport;
  }

  /**
   * The priority; see {@link CandidatePriority}.
   *
   * @return from 0 to 2^32 - 1; from 1 to 2^31 - 1 as a rule
   */
  public long priority() {
    return priority;
  }

  /**
   * The address, as written.
   *
   * @return see {@link #addressKind()}
   */
  public String address() {
    return address;
  }

  /**
   * The form of the address.
   *
   * @return IPv4, IPv6, mDNS, another name, or something else
   */
  public AddressKind addressKind() {
    return AddressKind.of(address);
  }

  /**
   * The port.
   *
   * @return from 0 to 65,535; 9 for an active TCP candidate (RFC 6544 §4.5)
   */
  public int port() {
    return port;
  }

  /**
   * The type, as written.
   *
   * @return a token
   */
  public String typeName() {
    return typeName;
  }

  /**
   * The type.
   *
   * @return one of the known types, or empty
   */
  public Optional<CandidateType> type() {
    return CandidateType.named(typeName);
  }

  /**
   * The base of a reflexive candidate, or the mapped address of a relayed one.
   *
   * @return as written, or empty if it does not stand in its place after the type
   */
  public Optional<String> relatedAddress() {
    return Optional.ofNullable(relatedAddress);
  }

  /**
   * The port of the related address.
   *
   * @return from 0 to 65,535, or empty
   */
  public OptionalInt relatedPort() {
    return relatedPort == null ? OptionalInt.empty() : OptionalInt.of(relatedPort);
  }

  /**
   * The side that opens the connection, if this is a TCP candidate (RFC 6544 §4.5).
   *
   * @return the value of the extension {@code tcptype}, or empty
   */
  public Optional<TcpType> tcpType() {
    return Optional.ofNullable(tcpType);
  }

  /**
   * The username fragment of the candidate's generation (RFC 8839 §5.4). Chromium writes it.
   *
   * @return the value of the extension {@code ufrag}, or empty
   */
  public Optional<String> ufrag() {
    return Optional.ofNullable(extensions.get("ufrag"));
  }

  /**
   * The extensions, such as {@code generation} or {@code network-cost}.
   *
   * @return an unmodifiable map from name to value, in order; of two of one name the last counts
   */
  public Map<String, String> extensions() {
    return extensions;
  }

  /**
   * The same candidate without its related address, which is replaced as RFC 8839 §5.1 has it for
   * this purpose.
   *
   * @return the candidate, or this one if there is nothing to hide
   */
  public IceCandidate withoutRelated() {
    int end = end(text);
    String[] fields = text.substring(0, end).split(" ", -1);
    boolean changed = false;
    // Everywhere, and not only in its place: other readers might find a related address there.
    for (int i = AFTER_TYPE; i + 1 < fields.length; i++) {
      if (fields[i].equalsIgnoreCase(RELATED_ADDRESS)) {
        fields[i + 1] = addressKind() == AddressKind.IPV6 ? NoAddress.IPV6 : NoAddress.IPV4;
        changed = true;
      } else if (fields[i].equalsIgnoreCase(RELATED_PORT)) {
        fields[i + 1] = NoAddress.PORT;
        changed = true;
      }
    }
    if (!changed) {
      return this;
    }
    try {
      String hidden = String.join(" ", fields);
      return new IceCandidate(hidden.concat(text.substring(end)), start(text), hidden.length());
    } catch (CandidateException e) {
      throw new IllegalStateException("Only values have changed, and to valid ones", e);
    }
  }

  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IceCandidate that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
