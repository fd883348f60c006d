package dev.rtcrooms.benchmarks.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key on P-256 with a certificate that it has signed itself; immutable. */
public final class SelfSigned {

  private static final Path KEYTOOL = Path.of(System.getProperty("java.home"), "bin", "keytool");
  private static final String FORMAT = "PKCS12";
  private static final String ALIAS = "localhost";
  private static final String PASSWORD = "it guards nothing";

  private final KeyStore store;

  private SelfSigned(KeyStore store) {
    this.store = store;
  }

  /**
   * Makes a new one with the JDK's keytool.
   *
   * @param file does not exist; it is written
   * @return the key
   * @throws IOException if keytool fails
   * @throws GeneralSecurityException if the file cannot be read
   */
  public static SelfSigned make(Path file) throws IOException, GeneralSecurityException {
    Process keytool =
        new ProcessBuilder(
                Stream.of(
                        List.of(KEYTOOL.toString(), "-genkeypair", "-alias", ALIAS),
                        List.of("-keyalg", "EC", "-groupname", "secp256r1"),
                        List.of("-dname", "CN=localhost", "-ext", "SAN=ip:" + Loopback.HOST),
                        List.of("-storetype", FORMAT, "-storepass", PASSWORD),
                        List.of("-keystore", file.toString()))
                    .flatMap(List::stream)
                    .toList())
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    if (!Files.exists(file)) {
      throw new IOException("keytool failed: " + said);
    }
    return read(file);
  }

  /**
   * Reads one that was made.
   *
   * @param file as {@link #make} has written it
   * @return the key
   * @throws IOException if it cannot be read
   * @throws GeneralSecurityException likewise
   */
  public static SelfSigned read(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(FORMAT);
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return new SelfSigned(store);
  }

  /** For servers on Netty, with the JDK's TLS. */
  SslContext forNetty() throws GeneralSecurityException, IOException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    return SslContextBuilder.forServer(keys).build();
  }

  /**
   * Trusts this certificate, and no other.
   *
   * @return for clients
   * @throws GeneralSecurityException if the JDK lacks something
   * @throws IOException likewise
   */
  public SSLContext trusted() throws GeneralSecurityException, IOException {
    KeyStore known = KeyStore.getInstance(FORMAT);
    known.load(null, null);
    known.setCertificateEntry(ALIAS, store.getCertificate(ALIAS));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(known);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
