package dev.rtcrooms.ice;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An ICE candidate: the candidate attribute of RFC 8839 §5.1 without {@code a=}, as {@code
 * RTCIceCandidateInit.candidate} has it (RFC 9429 §3.5.2.1). {@link #toString()} gives back what
 * was read, byte for byte. Two are equal if their texts are.
 *
 * <p>Types and transports that are not known are legal, and so are extensions; whoever does not
 * understand them passes them over.
 */
public final class IceCandidate {

  /** What every candidate begins with. */
  public static final String PREFIX = "candidate:";

  /** The longest text that is read, several times what a browser makes. */
  public static final int MAX_CHARS = 1024;

  private static final int MAX_COMPONENT = 256;
  private static final int MAX_PORT = 65_535;

  /** The fields before the related address. */
  private static final int FIXED_FIELDS = 8;

  private static final String DISCARD_PORT = "9";

  private final String text;
  private final String foundation;
  private final int component;
  private final String transport;
  private final int priority;
  private final String address;
  private final int port;
  private final String typeName;
  private final @Nullable String relatedAddress;
  private final @Nullable Integer relatedPort;
  private final Map<String, String> extensions;
  private final @Nullable TcpType tcpType;

  private IceCandidate(String text) throws CandidateException {
    CandidateFields fields = new CandidateFields(text.substring(PREFIX.length()));
    this.text = text;
    foundation = fields.foundation();
    component = fields.number("component", 3, 1, MAX_COMPONENT);
    transport = fields.token();
    priority = fields.number("priority", 10, 1, Integer.MAX_VALUE);
    address = fields.address();
    port = fields.number("port", 5, 0, MAX_PORT);
    if (!fields.skip("typ")) {
      throw new CandidateException("lacks its type");
    }
    typeName = fields.token();
    relatedAddress = fields.skip("raddr") ? fields.address() : null;
    relatedPort = fields.skip("rport") ? fields.number("port", 5, 0, MAX_PORT) : null;
    extensions = Collections.unmodifiableMap(fields.extensions());
    String tcp = extensions.get("tcptype");
    tcpType = tcp == null ? null : TcpType.named(tcp);
  }

  /**
   * Reads a candidate.
   *
   * @param text from {@code candidate:} on, at most {@value #MAX_CHARS} characters
   * @return what it says
   * @throws CandidateException if it is too long or malformed; says why, and quotes nothing
   */
  public static IceCandidate parse(String text) throws CandidateException {
    if (text.length() > MAX_CHARS) {
      throw new CandidateException("is longer than " + MAX_CHARS + " characters");
    }
    if (!text.startsWith(PREFIX)) {
      throw new CandidateException("does not begin with " + PREFIX);
    }
    if (!Chars.PRINTABLE.all(text)) {
      throw new CandidateException("has a character that is not printable ASCII");
    }
    return new IceCandidate(text);
  }

  /**
   * Tells whether a text stands for the end of candidates: the empty one does so for a generation
   * (W3C webrtc-pc, {@code RTCIceCandidateInit.candidate}), and some send the SDP attribute instead
   * (RFC 8840 §8).
   *
   * @param text what stands in a candidate's place
   * @return true if no more candidates will come
   */
  public static boolean isEnd(String text) {
    return text.isEmpty() || text.equals("end-of-candidates");
  }

  /**
   * What candidates have in common that share type, base and server.
   *
   * @return 1 to 32 characters
   */
  public String foundation() {
    return foundation;
  }

  /**
   * The component of the data stream.
   *
   * @return from 1 to 256; 1 for RTP, 2 for RTCP
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
   * @return from 1 to 2^31 - 1
   */
  public int priority() {
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
   * What the address is written as.
   *
   * @return IPv4, IPv6, mDNS or another name
   */
  public AddressKind addressKind() {
    return AddressKind.of(address).orElseThrow();
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
   * @return one of the known ones, or empty
   */
  public Optional<CandidateType> type() {
    return CandidateType.named(typeName);
  }

  /**
   * The base of a reflexive candidate, the mapped address of a relayed one.
   *
   * @return as written, or empty
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
   * Who opens the connection, if this is a TCP candidate (RFC 6544 §4.5).
   *
   * @return what the extension {@code tcptype} says, or empty
   */
  public Optional<TcpType> tcpType() {
    return Optional.ofNullable(tcpType);
  }

  /**
   * The username fragment of the generation that this belongs to (RFC 8839 §5.4), if it names it as
   * browsers do.
   *
   * @return what the extension {@code ufrag} says, or empty
   */
  public Optional<String> ufrag() {
    return Optional.ofNullable(extensions.get("ufrag"));
  }

  /**
   * The extensions, such as {@code generation} or {@code network-cost}.
   *
   * @return an unmodifiable map from name to value, in order
   */
  public Map<String, String> extensions() {
    return extensions;
  }

  /**
   * The same candidate with its related address hidden, in the form that RFC 8839 §5.1 gives for
   * that.
   *
   * @return the candidate, or this one if there is nothing to hide
   */
  public IceCandidate withoutRelated() {
    if (relatedAddress == null && relatedPort == null) {
      return this;
    }
    String[] fields = text.split(" ", -1);
    int at = FIXED_FIELDS;
    if (relatedAddress != null) {
      fields[at + 1] = addressKind() == AddressKind.IPV6 ? "::" : "0.0.0.0";
      at += 2;
    }
    if (relatedPort != null) {
      fields[at + 1] = DISCARD_PORT;
    }
    try {
      return new IceCandidate(String.join(" ", fields));
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
