package dev.rtcrooms.sfu.dtls;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** The certificate of a client in a test. */
public final class ClientCertificate {

  private final DtlsCertificate certificate =
      DtlsCertificate.create(new SecureRandom(), Instant.now());

  public PeerFingerprint fingerprint() {
    return new PeerFingerprint("sha-256", certificate.fingerprint());
  }

  public TlsCredentials credentials(BcTlsCrypto crypto, TlsContext context) throws IOException {
    return certificate.credentials(crypto, context);
  }
}
