package dev.rtcrooms.sfu.dtls;

import dev.rtcrooms.sfu.srtp.SrtpProfile;
import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/** The server of one DTLS 1.2 handshake, which requires a certificate that was announced. */
final class SrtpServer extends DefaultTlsServer {

  private static final int RESEND_MS = 400;

  private static final int[] SUITES = {
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
  };

  private final BcTlsCrypto bouncyCastle;
  private final int millis;
  private final DtlsCertificate certificate;
  private final List<PeerFingerprint> expected;
  private @Nullable SrtpProfile profile;
  private @Nullable SrtpKeys keys;

  SrtpServer(
      DtlsHandshakes handshakes, DtlsCertificate certificate, List<PeerFingerprint> expected) {
    super(handshakes.crypto());
    this.bouncyCastle = handshakes.crypto();
    this.millis = handshakes.millis();
    this.certificate = certificate;
    this.expected = List.copyOf(expected);
  }

  /** The keys, after the handshake. */
  SrtpKeys keys() {
    if (keys == null) {
      throw new IllegalStateException("The handshake is not complete");
    }
    return keys;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return ProtocolVersion.DTLSv12.only();
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return TlsUtils.getSupportedCipherSuites(bouncyCastle, SUITES);
  }

  @Override
  public boolean requiresExtendedMasterSecret() {
    return true;
  }

  @Override
  public int getHandshakeTimeoutMillis() {
    return millis;
  }

  @Override
  public int getHandshakeResendTimeMillis() {
    return RESEND_MS;
  }

  @Override
  protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
    return certificate.credentials(bouncyCastle, context);
  }

  @Override
  public CertificateRequest getCertificateRequest() {
    short[] types = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
    return new CertificateRequest(
        types, TlsUtils.getDefaultSupportedSignatureAlgorithms(context), null);
  }

  /** Possession of the key authenticates the peer, and the announced digest names its key. */
  @Override
  public void notifyClientCertificate(@Nullable Certificate chain) throws IOException {
    if (chain == null || chain.isEmpty()) {
      throw new TlsFatalAlert(AlertDescription.bad_certificate);
    }
    byte[] encoded = chain.getCertificateAt(0).getEncoded();
    for (PeerFingerprint fingerprint : expected) {
      if (fingerprint.matches(encoded)) {
        return;
      }
    }
    throw new TlsFatalAlert(AlertDescription.bad_certificate);
  }

  @Override
  @SuppressWarnings("rawtypes") // Bouncy Castle's signature
  public void processClientExtensions(Hashtable extensions) throws IOException {
    super.processClientExtensions(extensions);
    UseSRTPData offered = extensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(extensions);
    if (offered == null) {
      throw new TlsFatalAlert(AlertDescription.handshake_failure);
    }
    profile = choose(offered.getProtectionProfiles());
    if (profile == null) {
      throw new TlsFatalAlert(AlertDescription.handshake_failure);
    }
  }

  private static @Nullable SrtpProfile choose(int[] offered) {
    for (SrtpProfile candidate : SrtpProfile.values()) {
      for (int id : offered) {
        if (id == candidate.id()) {
          return candidate;
        }
      }
    }
    return null;
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"}) // Bouncy Castle's signature
  public Hashtable getServerExtensions() throws IOException {
    Hashtable extensions = super.getServerExtensions();
    if (extensions == null) {
      extensions = new Hashtable();
    }
    if (profile != null) {
      TlsSRTPUtils.addUseSRTPExtension(
          extensions, new UseSRTPData(new int[] {profile.id()}, TlsUtils.EMPTY_BYTES));
    }
    return extensions;
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    if (profile == null) {
      throw new TlsFatalAlert(AlertDescription.internal_error);
    }
    keys =
        new SrtpKeys(
            profile,
            context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, SrtpKeys.length(profile)));
  }
}
