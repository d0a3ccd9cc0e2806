package dev.mailmoor.server.outbound;

import dev.mailmoor.server.outbound.WebAnswer.Extent;
import dev.mailmoor.server.outbound.WebAnswer.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Asks strangers' web servers. A name is resolved once, every address of it is checked, and one of those is connected to;
 * names and certificates are verified. Redirects are not followed, cookies and credentials not kept, nothing is asked twice.
 */
public final class GuardedHttp implements AutoCloseable {
    private final CloseableHttpClient secured;
    private final CloseableHttpClient plain;

    public GuardedHttp(Reach reach) {
        secured = HttpClients.to(reach, GuardedNames.Where.PUBLIC_AND_ALLOWED);
        plain = HttpClients.to(reach, GuardedNames.Where.ONLY_ALLOWED);
    }

    /** Returns within the limits' whole time, whatever the other side does. */
    public WebAnswer ask(WebRequest asked) {
        boolean https = "https".equalsIgnoreCase(asked.place().getScheme());
        if ((!https && !"http".equalsIgnoreCase(asked.place().getScheme()))
                || asked.place().getHost() == null
                || asked.place().getRawUserInfo() != null) {
            return new WebAnswer.Failed(Failure.NOT_ALLOWED, "is no place that we ask");
        }
        HttpUriRequestBase request = request(asked);
        FutureTask<WebAnswer> exchange = new FutureTask<>(() -> exchange(https ? secured : plain, request, asked));
        Thread.ofVirtual().name("ask-web").start(exchange);
        return await(exchange, request, asked);
    }

    private static WebAnswer await(FutureTask<WebAnswer> exchange, HttpUriRequestBase request, WebRequest asked) {
        try {
            return exchange.get(asked.limits().whole().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            request.cancel();
            exchange.cancel(true);
            return tooSlow();
        } catch (InterruptedException e) {
            request.cancel();
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            return new WebAnswer.Failed(Failure.NO_ANSWER, "was not waited for");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a question to a web server failed by our own fault", e.getCause());
        }
    }

    private static HttpUriRequestBase request(WebRequest asked) {
        HttpUriRequestBase request = new HttpUriRequestBase(asked.method(), asked.place());
        asked.headers().forEach(request::setHeader);
        if (asked.body().length > 0) {
            request.setEntity(new ByteArrayEntity(asked.body(), null));
        }
        Timeout silence = Timeout.of(asked.limits().silence());
        request.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(silence)
                .setResponseTimeout(silence)
                .build());
        return request;
    }

    private static WebAnswer exchange(CloseableHttpClient client, HttpUriRequestBase request, WebRequest asked) {
        try {
            return client.execute(
                    request, response -> read(request, response, asked.limits().bytes()));
        } catch (GuardedNames.Refused e) {
            return new WebAnswer.Failed(Failure.NOT_ALLOWED, "its address is not allowed");
        } catch (UnknownHostException e) {
            return new WebAnswer.Failed(Failure.NO_SUCH_HOST, "no such host");
        } catch (SSLException e) {
            return new WebAnswer.Failed(Failure.NO_TRUST, "no trustworthy TLS there");
        } catch (InterruptedIOException e) {
            return tooSlow();
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            return new WebAnswer.Failed(Failure.NO_ANSWER, "it does not answer");
        }
    }

    private static WebAnswer tooSlow() {
        return new WebAnswer.Failed(Failure.TOO_SLOW, "it does not answer in time");
    }

    private static WebAnswer read(HttpUriRequestBase request, ClassicHttpResponse response, int most)
            throws IOException {
        HttpEntity entity = response.getEntity();
        byte[] bytes = entity == null ? new byte[0] : atMost(entity.getContent(), most + 1);
        boolean cut = bytes.length > most;
        if (cut) {
            // Else the client would read it to its end, however long that is.
            request.cancel();
        }
        byte[] kept = cut ? java.util.Arrays.copyOf(bytes, most) : bytes;
        return new WebAnswer.Came(response.getCode(), headers(response), kept, cut ? Extent.CUT : Extent.WHOLE);
    }

    private static byte[] atMost(InputStream in, int most) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = new byte[8_192];
        int read = in.read(some);
        while (read >= 0 && all.size() < most) {
            all.write(some, 0, Math.min(read, most - all.size()));
            read = all.size() < most ? in.read(some) : -1;
        }
        return all.toByteArray();
    }

    private static Map<String, List<String>> headers(ClassicHttpResponse response) {
        Map<String, List<String>> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(header.getValue());
        }
        return headers;
    }

    @Override
    public void close() {
        secured.close(CloseMode.IMMEDIATE);
        plain.close(CloseMode.IMMEDIATE);
    }
}
