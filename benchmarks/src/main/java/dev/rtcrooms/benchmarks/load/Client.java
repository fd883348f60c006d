package dev.rtcrooms.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One connection: comes in, then hears messages and checks them, or reads no more; for the
 * generator's thread.
 */
final class Client implements FrameReader.Listener {

  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ACCEPTED = "HTTP/1.1 101".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EMPTY = {};

  private static final byte[] NORMAL = {1000 >> 8, (byte) 1000}; // RFC 6455 §7.4.1

  /** Of a greeting, so many bytes at most are looked at for a position. */
  private static final int GREETING = 1024;

  /** Of ten thousand clients, each must not keep space for its longest frame. */
  private static final int LONG = 16 * 1024;

  /** For those that read no more, so that the server notices soon. */
  private static final int SMALL_BUFFER = 4096;

  private enum State {
    CONNECTING,
    SECURING,
    UPGRADING,
    ENTERING,
    INSIDE,
    STALLED,
    DEAD
  }

  private final Crowd crowd;
  private final Room room;
  private final int port;
  private final boolean stalls;
  private final SocketChannel socket;
  private final SelectionKey key;
  private final @Nullable TlsChannel tls;
  private final ByteChannel channel;
  private final Outlet outlet;
  private final FrameReader frames = new FrameReader(this);
  private final Faults faults;
  private final Ledger ledger;
  private State state = State.CONNECTING;
  private Identity identity;
  private int step;
  private byte[] rest = EMPTY;
  private int restLength;

  /** The room of a client. */
  interface Room {

    /** A client that reads begins to connect, or one that has stalled reads on. */
    void add(Client client);

    /** A client that is inside hears a payload. */
    void heard(Client by, byte[] bytes, int at);
  }

  /**
   * Who wants into a room.
   *
   * @param port of the server
   * @param identity who it is
   * @param stalls whether it reads nothing once it is in the room
   */
  record Arrival(Room room, int port, Identity identity, boolean stalls) {}

  /**
   * Begins to connect.
   *
   * @param seed of its masks
   */
  Client(Crowd crowd, Arrival arrival, Selector selector, int seed) throws IOException {
    this.crowd = crowd;
    this.room = arrival.room;
    this.stalls = arrival.stalls;
    this.port = arrival.port;
    this.identity = arrival.identity;
    this.faults = stalls ? new Faults() : crowd.faults();
    this.ledger = new Ledger(faults);
    this.socket = SocketChannel.open();
    socket.configureBlocking(false);
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    socket.setOption(StandardSocketOptions.SO_LINGER, 0); // or ports run out between runs
    if (stalls) {
      socket.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER);
    }
    SSLContext context = crowd.plan().tls();
    this.tls = context == null ? null : new TlsChannel(socket, context, crowd.tlsBuffers());
    this.channel = tls == null ? socket : tls;
    this.key = socket.register(selector, SelectionKey.OP_CONNECT, this);
    this.outlet = new Outlet(channel, key, seed);
    if (socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
      connected();
    }
  }

  boolean inside() {
    return state == State.INSIDE || state == State.STALLED;
  }

  /** With which it comes back to its place in the room. */
  Arrival arrival() {
    return new Arrival(room, port, identity, stalls);
  }

  /** Reads what has come meanwhile, if it has stalled; what is missing then does not count. */
  void readOn() {
    if (state == State.STALLED) {
      state = State.INSIDE;
      key.interestOps(SelectionKey.OP_READ);
      room.add(this);
    }
  }

  boolean stalls() {
    return stalls;
  }

  /** Whether it had stalled, and the server did not wait for it. */
  boolean ended() {
    return stalls && faults.total() > 0;
  }

  boolean dead() {
    return state == State.DEAD;
  }

  Ledger ledger() {
    return ledger;
  }

  void ready() {
    try {
      if (state == State.CONNECTING && socket.finishConnect()) {
        connected();
      } else if (state == State.SECURING) {
        secure();
      } else if (state != State.DEAD) {
        if (key.isWritable()) {
          outlet.resume();
        }
        if (key.isReadable()) {
          read();
        }
      }
    } catch (IOException e) {
      die(e.toString());
    }
  }

  void send(byte[] text) {
    send(Outlet.TEXT, text, 0, text.length);
  }

  /** Says that it leaves; the server ends the connection. */
  void leave() {
    send(Outlet.CLOSE, NORMAL, 0, NORMAL.length);
  }

  void close() {
    state = State.DEAD;
    try {
      socket.close();
    } catch (IOException e) {
      // it is closed already, then
    }
  }

  private void connected() throws IOException {
    key.interestOps(SelectionKey.OP_READ);
    if (tls == null) {
      askIn();
    } else {
      state = State.SECURING;
      secure();
    }
  }

  private void secure() throws IOException {
    if (tls != null && tls.handshake()) {
      askIn();
    }
  }

  private void askIn() throws IOException {
    state = State.UPGRADING;
    String request = identity.fill(crowd.plan().dialect().handshake(port));
    outlet.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
  }

  private void read() throws IOException {
    byte[] bytes = crowd.bytes();
    System.arraycopy(rest, 0, bytes, 0, restLength);
    int count = crowd.read(channel, bytes, restLength);
    if (count < 0) {
      die("the server ended the connection");
      return;
    }
    int to = restLength + count;
    int from = state == State.UPGRADING ? upgrade(bytes, to) : 0;
    if (state == State.ENTERING || state == State.INSIDE) {
      from = frames.read(bytes, from, to);
    }
    keep(bytes, from, to);
  }

  private int upgrade(byte[] bytes, int to) {
    int end = Bytes.find(bytes, 0, to, END_OF_HEAD);
    if (end < 0) {
      return 0;
    }
    if (!Bytes.startsWith(bytes, to, ACCEPTED)) {
      die("refused: " + new String(bytes, 0, Math.min(to, 100), StandardCharsets.ISO_8859_1));
      return to;
    }
    state = State.ENTERING;
    enter();
    return end + END_OF_HEAD.length;
  }

  /** Says what is to be said until the next text is expected. */
  private void enter() {
    while (step < crowd.entrance().size() && crowd.entrance().get(step).charAt(0) == '>') {
      String text = identity.fill(crowd.entrance().get(step).substring(1));
      step++;
      send(text.getBytes(StandardCharsets.UTF_8));
    }
    if (step == crowd.entrance().size() && state == State.ENTERING) {
      state = stalls ? State.STALLED : State.INSIDE;
      crowd.entered();
      if (stalls) {
        key.interestOps(0);
      }
    }
  }

  private void keep(byte[] bytes, int from, int to) {
    restLength = Math.max(0, to - from);
    if (restLength == 0 && rest.length > LONG) {
      rest = EMPTY;
    }
    if (restLength > rest.length) {
      rest = new byte[Math.max(512, 2 * restLength)];
    }
    System.arraycopy(bytes, from, rest, 0, restLength);
  }

  @Override
  public void message(byte[] bytes, int from, int to) {
    if (state == State.INSIDE) {
      crowd.frame();
      int size = crowd.plan().payloadBytes();
      for (int at = Payload.find(bytes, from, to);
          at >= 0;
          at = Payload.find(bytes, at + size, to)) {
        room.heard(this, bytes, at);
      }
    } else if (state == State.ENTERING) {
      String expected = identity.fill(crowd.entrance().get(step).substring(1));
      if (Bytes.find(bytes, from, to, expected.getBytes(StandardCharsets.UTF_8)) >= 0) {
        int beginning = Math.min(to - from, GREETING);
        identity = identity.greeted(new String(bytes, from, beginning, StandardCharsets.UTF_8));
        step++;
        enter();
      }
    }
    if (Arrays.equals(bytes, from, to, crowd.ping(), 0, crowd.ping().length) && to > from) {
      send(crowd.pong());
    }
  }

  @Override
  public void ping(byte[] bytes, int from, int to) {
    send(Outlet.PONG, bytes, from, to);
  }

  @Override
  public void close(byte[] bytes, int from, int to) {
    int code = to - from < 2 ? 1005 : ((bytes[from] & 0xFF) << 8) | (bytes[from + 1] & 0xFF);
    die("the server closed with " + code);
  }

  private void send(int opcode, byte[] bytes, int from, int to) {
    if (state == State.DEAD || state == State.STALLED) {
      return;
    }
    try {
      outlet.frame(opcode, bytes, from, to);
    } catch (IOException e) {
      die(e.toString());
    }
  }

  private void die(String why) {
    if (state != State.DEAD) {
      boolean expected = stalls && inside();
      close();
      if (!expected) {
        crowd.died(why);
      }
    }
  }
}
