package dev.rtcrooms.sfu.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** A self-signed certificate of P-256 with its private key. Immutable; any thread. */
public final class DtlsCertificate {

  /** How long a certificate is valid; nobody checks it. */
  private static final Duration LIFE = Duration.ofDays(30);

  private final AsymmetricKeyParameter privateKey;
  private final byte[] encoded;
  private final String fingerprint;

  private DtlsCertificate(AsymmetricKeyParameter privateKey, byte[] encoded) {
    this.privateKey = privateKey;
    this.encoded = encoded;
    this.fingerprint = fingerprint("SHA-256", encoded);
  }

  /**
   * Makes a key pair and a certificate, which takes some milliseconds.
   *
   * @param random makes the key
   * @param now the time
   * @return a new certificate
   */
  public static DtlsCertificate create(SecureRandom random, Instant now) {
    ECDomainParameters curve =
        new ECNamedDomainParameters(
            SECObjectIdentifiers.secp256r1,
            SECNamedCurves.getByOID(SECObjectIdentifiers.secp256r1));
    ECKeyPairGenerator generator = new ECKeyPairGenerator();
    generator.init(new ECKeyGenerationParameters(curve, random));
    AsymmetricCipherKeyPair keys = generator.generateKeyPair();
    try {
      return new DtlsCertificate(keys.getPrivate(), encode(keys, random, now));
    } catch (IOException | CryptoException e) {
      throw new IllegalStateException("The certificate cannot be made", e);
    }
  }

  private static byte[] encode(AsymmetricCipherKeyPair keys, SecureRandom random, Instant now)
      throws IOException, CryptoException {
    AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    X500Name name = new X500Name("CN=WebRTC");
    V3TBSCertificateGenerator builder = new V3TBSCertificateGenerator();
    builder.setSerialNumber(new ASN1Integer(new BigInteger(63, random).add(BigInteger.ONE)));
    builder.setIssuer(name);
    builder.setSubject(name);
    builder.setSignature(algorithm);
    builder.setStartDate(new Time(Date.from(now.minus(Duration.ofDays(1)))));
    builder.setEndDate(new Time(Date.from(now.plus(LIFE))));
    builder.setSubjectPublicKeyInfo(
        SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(keys.getPublic()));
    TBSCertificate body = builder.generateTBSCertificate();
    DSADigestSigner signer = new DSADigestSigner(new ECDSASigner(), new SHA256Digest());
    signer.init(true, keys.getPrivate());
    byte[] signed = body.getEncoded(ASN1Encoding.DER);
    signer.update(signed, 0, signed.length);
    ASN1EncodableVector parts = new ASN1EncodableVector();
    parts.add(body);
    parts.add(algorithm);
    parts.add(new DERBitString(signer.generateSignature()));
    return new DERSequence(parts).getEncoded(ASN1Encoding.DER);
  }

  /**
   * Returns the fingerprint for session descriptions (RFC 8122 §5).
   *
   * @return the SHA-256 digest as pairs of upper-case hexadecimal digits, with colons
   */
  public String fingerprint() {
    return fingerprint;
  }

  static String fingerprint(String digest, byte[] encoded) {
    try {
      byte[] hash = MessageDigest.getInstance(digest).digest(encoded);
      StringBuilder text = new StringBuilder();
      for (byte part : hash) {
        text.append(text.length() == 0 ? "" : ":").append("%02X".formatted(part));
      }
      return text.toString();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("No digest " + digest, e);
    }
  }

  TlsCredentialedSigner credentials(BcTlsCrypto crypto, TlsContext context) throws IOException {
    Certificate chain = new Certificate(new TlsCertificate[] {crypto.createCertificate(encoded)});
    return new BcDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        crypto,
        privateKey,
        chain,
        SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
  }
}
