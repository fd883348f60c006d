package dev.rtcrooms.sfu.net;

import dev.rtcrooms.sfu.dtls.ClientCertificate;
import dev.rtcrooms.sfu.srtp.SrtpProfile;
import java.io.IOException;
import java.util.Arrays;
import java.util.Hashtable;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** A browser's side of DTLS-SRTP. */
public final class DtlsClient extends DefaultTlsClient {

  private final BcTlsCrypto bouncyCastle;
  private final ClientCertificate certificate;
  private final int[] offered;
  private SrtpProfile profile;
  private byte[] material;

  public DtlsClient(BcTlsCrypto crypto, ClientCertificate certificate, int... offered) {
    super(crypto);
    this.bouncyCastle = crypto;
    this.certificate = certificate;
    this.offered = offered;
  }

  /** What was negotiated. */
  public SrtpProfile profile() {
    return profile;
  }

  /** The master key and salt of a side, 0 for this client. */
  public byte[][] keys(int side) {
    int key = SrtpProfile.KEY_BYTES;
    int salt = profile.saltBytes();
    return new byte[][] {
      Arrays.copyOfRange(material, side * key, (side + 1) * key),
      Arrays.copyOfRange(material, 2 * key + side * salt, 2 * key + (side + 1) * salt)
    };
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return ProtocolVersion.DTLSv12.only();
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public Hashtable getClientExtensions() throws IOException {
    Hashtable extensions = super.getClientExtensions();
    if (offered.length > 0) {
      TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(offered, TlsUtils.EMPTY_BYTES));
    }
    return extensions;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public void processServerExtensions(Hashtable extensions) throws IOException {
    super.processServerExtensions(extensions);
    int chosen = TlsSRTPUtils.getUseSRTPExtension(extensions).getProtectionProfiles()[0];
    for (SrtpProfile each : SrtpProfile.values()) {
      if (each.id() == chosen) {
        profile = each;
      }
    }
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate server) {}

      @Override
      public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
        return certificate.credentials(bouncyCastle, context);
      }
    };
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    int length = 2 * (SrtpProfile.KEY_BYTES + profile.saltBytes());
    material = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, length);
  }
}
