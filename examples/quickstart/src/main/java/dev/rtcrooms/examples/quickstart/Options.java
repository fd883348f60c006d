package dev.rtcrooms.examples.quickstart;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The options of the quickstart; immutable.
 *
 * @param host the address that pages listen on; the UDP port of {@link Media#SFU} is open on all
 *     addresses of the machine
 * @param port the port to listen on, 0 for any free one
 * @param publicUrl the address for browsers behind a proxy, null if there is none
 * @param secret the secret of stream links, null for a random one
 * @param transport the web server
 * @param streams how media flows
 * @param drain how long clients take to leave when the process is told to end
 * @param record the folder into which all rooms are recorded, null to record nothing
 * @param redis the address of the Redis that keeps the rooms' history, null to keep it in memory
 * @param cluster the address of the Redis that joins this process with others and keeps the rooms'
 *     history, null to stay alone
 * @param nodeUrl the address at which encoders reach this process and no other of the cluster, null
 *     if there is none
 */
public record Options(
    String host,
    int port,
    @Nullable URI publicUrl,
    @Nullable String secret,
    Transport transport,
    Media streams,
    Duration drain,
    @Nullable Path record,
    @Nullable String redis,
    @Nullable String cluster,
    @Nullable URI nodeUrl) {

  /** The web servers; pages and behaviour are the same on each. */
  public enum Transport {
    /** Jetty, with the rooms' servlet and Jakarta WebSocket. */
    JETTY,
    /** The rooms' own server on Netty. */
    NETTY
  }

  /** How media flows; pages and behaviour are the same. */
  public enum Media {
    /** From browser to browser. */
    MESH,
    /** Through this process, over a UDP port that is open on all addresses of the machine. */
    SFU
  }

  private static final Options DEFAULTS =
      new Options(
          "127.0.0.1",
          8080,
          null,
          null,
          Transport.JETTY,
          Media.SFU,
          Duration.ofSeconds(3),
          null,
          null,
          null,
          null);

  /**
   * The default options.
   *
   * @return this machine only, port 8080, a random secret, media through this process
   */
  public static Options defaults() {
    return DEFAULTS;
  }

  /**
   * The same with another address to listen on.
   *
   * @param host a name or an IP address
   * @return changed options
   */
  public Options withHost(String host) {
    return new Options(
        host, port, publicUrl, secret, transport, streams, drain, record, redis, cluster, nodeUrl);
  }

  /**
   * The same with another port.
   *
   * @param port 0 for any free one
   * @return changed options
   */
  public Options withPort(int port) {
    return new Options(
        host, port, publicUrl, secret, transport, streams, drain, record, redis, cluster, nodeUrl);
  }

  /**
   * The same with another secret.
   *
   * @param secret at least 16 bytes in UTF-8, or null for a random one
   * @return changed options
   */
  public Options withSecret(@Nullable String secret) {
    return new Options(
        host, port, publicUrl, secret, transport, streams, drain, record, redis, cluster, nodeUrl);
  }

  /**
   * The same with another transport.
   *
   * @param transport the web server
   * @return changed options
   */
  public Options withTransport(Transport transport) {
    return new Options(
        host, port, publicUrl, secret, transport, streams, drain, record, redis, cluster, nodeUrl);
  }

  /**
   * The same with another time for leaving.
   *
   * @param drain zero or more
   * @return changed options
   */
  public Options withDrain(Duration drain) {
    return new Options(
        host, port, publicUrl, secret, transport, streams, drain, record, redis, cluster, nodeUrl);
  }

  /**
   * The same with another way of media.
   *
   * @param streams how media flows
   * @return changed options
   */
  public Options withStreams(Media streams) {
    return new Options(
        host, port, publicUrl, secret, transport, streams, drain, record, redis, cluster, nodeUrl);
  }

  /**
   * The same with recordings.
   *
   * @param record a folder, or null to record nothing
   * @return changed options
   */
  public Options withRecord(@Nullable Path record) {
    return new Options(
        host, port, publicUrl, secret, transport, streams, drain, record, redis, cluster, nodeUrl);
  }

  /**
   * The same with a history in Redis.
   *
   * @param redis an address such as {@code redis://localhost}, or null to keep it in memory
   * @return changed options
   */
  public Options withRedis(@Nullable String redis) {
    return new Options(
        host, port, publicUrl, secret, transport, streams, drain, record, redis, cluster, nodeUrl);
  }

  /**
   * The same, joined with other processes.
   *
   * @param cluster an address such as {@code redis://localhost}, or null to stay alone
   * @return changed options
   */
  public Options withCluster(@Nullable String cluster) {
    return new Options(
        host, port, publicUrl, secret, transport, streams, drain, record, redis, cluster, nodeUrl);
  }

  /**
   * The same with an address of its own.
   *
   * @param nodeUrl at which encoders reach this process and no other, or null if there is none
   * @return changed options
   */
  public Options withNodeUrl(@Nullable URI nodeUrl) {
    return new Options(
        host, port, publicUrl, secret, transport, streams, drain, record, redis, cluster, nodeUrl);
  }

  /** Does not contain the secret, nor the password of Redis. */
  @Override
  public String toString() {
    return "Options[" + host + ":" + port + "]";
  }
}
