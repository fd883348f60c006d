package dev.rtcrooms.sfu.net;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** The cryptography of a client whose encrypted handshake messages declare 16 MiB. */
final class HugeFinished extends BcTlsCrypto {

  HugeFinished() {
    super(new SecureRandom());
  }

  @Override
  public TlsCipher createCipher(TlsCryptoParameters parameters, int encryption, int mac)
      throws IOException {
    TlsCipher cipher = super.createCipher(parameters, encryption, mac);
    return (TlsCipher)
        Proxy.newProxyInstance(
            HugeFinished.class.getClassLoader(),
            new Class<?>[] {TlsCipher.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("encodePlaintext")
                  && (short) arguments[1] == ContentType.handshake) {
                byte[] bytes = ((byte[]) arguments[4]).clone();
                int at = (int) arguments[5];
                Arrays.fill(bytes, at + 1, at + 4, (byte) 0xFF);
                arguments[4] = bytes;
              }
              try {
                return method.invoke(cipher, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
