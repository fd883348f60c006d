package dev.rtcrooms.sfu.net;

import dev.rtcrooms.sfu.dtls.ClientCertificate;
import dev.rtcrooms.sfu.dtls.PeerFingerprint;
import dev.rtcrooms.sfu.srtp.SrtpReceiver;
import dev.rtcrooms.sfu.srtp.SrtpSender;
import dev.rtcrooms.sfu.stun.IceCredentials;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** One peer connection of a browser, over a real socket, for one thread. */
public final class MediaClient implements AutoCloseable {

  private static final int PATIENCE_MS = 20_000;

  private final DatagramSocket socket;
  private final InetSocketAddress server;
  private final ClientCertificate certificate;
  private final DtlsClient dtls;
  private DTLSTransport transport;
  private SrtpSender sender;
  private SrtpReceiver receiver;

  public MediaClient(int port) throws IOException {
    this(port, new ClientCertificate(), 1, 7);
  }

  public MediaClient(int port, ClientCertificate certificate, int... profiles) throws IOException {
    this(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        new BcTlsCrypto(new SecureRandom()),
        certificate,
        profiles);
  }

  /** Sends from the address of the server, which is one of this machine. */
  MediaClient(
      InetSocketAddress server, BcTlsCrypto crypto, ClientCertificate certificate, int... profiles)
      throws IOException {
    this.socket = new DatagramSocket(0, server.getAddress());
    this.server = server;
    this.certificate = certificate;
    this.dtls = new DtlsClient(crypto, certificate, profiles);
  }

  public PeerFingerprint fingerprint() {
    return certificate.fingerprint();
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(server.getAddress(), socket.getLocalPort());
  }

  public void send(byte[] datagram) throws IOException {
    socket.send(new DatagramPacket(datagram, datagram.length, server));
  }

  /** The next datagram; null after the time. */
  public byte[] receive(int millis) throws IOException {
    byte[] buffer = new byte[2048];
    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    socket.setSoTimeout(Math.max(1, millis));
    try {
      socket.receive(packet);
    } catch (SocketTimeoutException e) {
      return null;
    }
    return Arrays.copyOf(buffer, packet.getLength());
  }

  /** The next datagram, for which a test waits. */
  public byte[] receive() throws IOException {
    byte[] datagram = receive(PATIENCE_MS);
    if (datagram == null) {
      throw new AssertionError("Nothing comes");
    }
    return datagram;
  }

  /** Checks, and waits for the response. */
  public byte[] check(IceCredentials remote) throws IOException {
    send(StunClient.check(remote, true));
    byte[] response = receive();
    while (response[0] != 1) {
      response = receive();
    }
    return response;
  }

  /** Shakes hands; {@link #check} comes before. */
  public MediaClient secure() throws IOException {
    transport = new DTLSClientProtocol().connect(dtls, new Records());
    byte[][] own = dtls.keys(0);
    sender = new SrtpSender(dtls.profile(), own[0], own[1]);
    forgetSources();
    return this;
  }

  /** Forgets whose media it has received, of which it knows 64. */
  public void forgetSources() {
    byte[][] other = dtls.keys(1);
    receiver = new SrtpReceiver(dtls.profile(), other[0], other[1], 64);
  }

  public int profile() {
    return dtls.profile().id();
  }

  public void sendRtp(byte[] packet, int header, long index) throws IOException {
    send(protectRtp(packet, header, index));
  }

  /** The datagram that {@link #sendRtp} sends. */
  public byte[] protectRtp(byte[] packet, int header, long index) {
    byte[] room = Arrays.copyOf(packet, packet.length + SrtpSender.MAX_OVERHEAD);
    return Arrays.copyOf(room, sender.protect(room, 0, header, packet.length, index));
  }

  public void sendRtcp(byte[] packet) throws IOException {
    byte[] room = Arrays.copyOf(packet, packet.length + SrtpSender.MAX_OVERHEAD);
    send(Arrays.copyOf(room, sender.protectControl(room, 0, packet.length)));
  }

  /** The next RTP or RTCP packet, unprotected; null after the time. */
  public byte[] receiveMedia(int millis) throws IOException {
    long end = System.nanoTime() + millis * 1_000_000L;
    while (true) {
      int left = (int) ((end - System.nanoTime()) / 1_000_000);
      byte[] packet = left <= 0 ? null : receive(left);
      if (packet == null) {
        return null;
      }
      if ((packet[0] & 0xC0) == 0x80) {
        boolean control = (packet[1] & 0xFF) >= 192 && (packet[1] & 0xFF) <= 223;
        int length =
            control
                ? receiver.unprotectControl(packet, 0, packet.length)
                : receiver.unprotect(packet, 0, packet.length);
        if (length < 0) {
          throw new AssertionError("A packet does not open: " + length);
        }
        return Arrays.copyOf(packet, length);
      }
    }
  }

  public byte[] receiveMedia() throws IOException {
    byte[] packet = receiveMedia(PATIENCE_MS);
    if (packet == null) {
      throw new AssertionError("No media comes");
    }
    return packet;
  }

  /** Says goodbye by close_notify. */
  public void sayGoodbye() throws IOException {
    transport.close();
  }

  @Override
  public void close() {
    socket.close();
  }

  /** The datagrams that are DTLS. */
  private final class Records implements DatagramTransport {
    @Override
    public int getReceiveLimit() {
      return 1500;
    }

    @Override
    public int getSendLimit() {
      return 1200;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
      byte[] datagram = MediaClient.this.receive(waitMillis);
      if (datagram == null || datagram[0] < 20 || datagram[0] > 63) {
        return -1;
      }
      System.arraycopy(datagram, 0, buffer, offset, datagram.length);
      return datagram.length;
    }

    @Override
    public void send(byte[] buffer, int offset, int length) throws IOException {
      MediaClient.this.send(Arrays.copyOfRange(buffer, offset, offset + length));
    }

    @Override
    public void close() {}
  }
}
