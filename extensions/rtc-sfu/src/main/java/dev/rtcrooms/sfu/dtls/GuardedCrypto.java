package dev.rtcrooms.sfu.dtls;

import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsDecodeResult;
import org.bouncycastle.tls.crypto.TlsEncodeResult;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * Bouncy Castle's cryptography, with ciphers that look at the handshake messages which they decrypt
 * as {@link FragmentGuard} looks at the others. Any thread.
 */
final class GuardedCrypto extends BcTlsCrypto {

  GuardedCrypto(SecureRandom random) {
    super(random);
  }

  @Override
  public TlsCipher createCipher(TlsCryptoParameters parameters, int encryption, int mac)
      throws IOException {
    return new GuardedCipher(super.createCipher(parameters, encryption, mac));
  }

  /** Refuses handshake messages that are too long, which ends the connection. */
  private static final class GuardedCipher implements TlsCipher {

    private final TlsCipher cipher;

    GuardedCipher(TlsCipher cipher) {
      this.cipher = cipher;
    }

    @Override
    public TlsDecodeResult decodeCiphertext(
        long sequence, short type, ProtocolVersion version, byte[] bytes, int offset, int length)
        throws IOException {
      TlsDecodeResult clear =
          cipher.decodeCiphertext(sequence, type, version, bytes, offset, length);
      if (clear.contentType == ContentType.handshake
          && !FragmentGuard.messages(clear.buf, clear.off, clear.off + clear.len)) {
        throw new TlsFatalAlert(AlertDescription.illegal_parameter);
      }
      return clear;
    }

    @Override
    public TlsEncodeResult encodePlaintext(
        long sequence,
        short type,
        ProtocolVersion version,
        int header,
        byte[] bytes,
        int offset,
        int length)
        throws IOException {
      return cipher.encodePlaintext(sequence, type, version, header, bytes, offset, length);
    }

    @Override
    public int getCiphertextDecodeLimit(int plaintextLimit) {
      return cipher.getCiphertextDecodeLimit(plaintextLimit);
    }

    @Override
    public int getCiphertextEncodeLimit(int plaintextLimit) {
      return cipher.getCiphertextEncodeLimit(plaintextLimit);
    }

    @Override
    public int getPlaintextDecodeLimit(int ciphertextLimit) {
      return cipher.getPlaintextDecodeLimit(ciphertextLimit);
    }

    @Override
    public int getPlaintextEncodeLimit(int ciphertextLimit) {
      return cipher.getPlaintextEncodeLimit(ciphertextLimit);
    }

    @Override
    public void rekeyDecoder() throws IOException {
      cipher.rekeyDecoder();
    }

    @Override
    public void rekeyEncoder() throws IOException {
      cipher.rekeyEncoder();
    }

    @Override
    public boolean usesOpaqueRecordTypeDecode() {
      return cipher.usesOpaqueRecordTypeDecode();
    }

    @Override
    public boolean usesOpaqueRecordTypeEncode() {
      return cipher.usesOpaqueRecordTypeEncode();
    }
  }
}
