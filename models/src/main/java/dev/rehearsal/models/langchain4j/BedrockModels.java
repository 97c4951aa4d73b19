package dev.rehearsal.models.langchain4j;

import dev.langchain4j.model.bedrock.BedrockChatModel;
import dev.langchain4j.model.bedrock.BedrockTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.AllowedProviders;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.ModelUri;
import dev.rehearsal.models.http.Failures;
import dev.rehearsal.models.http.Key;
import dev.rehearsal.models.http.Response;
import dev.rehearsal.models.http.Transport;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Amazon Bedrock's Converse, by Amazon's client on our transport. Only loaded where that client is on the class path. */
final class BedrockModels {
    private BedrockModels() {}

    static Model open(ModelUri uri, ModelSettings settings, Transport transport) {
        var client = BedrockRuntimeClient.builder()
                .httpClient(new TransportAwsClient(transport))
                .region(region(uri, settings))
                .credentialsProvider(credentials(settings))
                .overrideConfiguration(options -> options.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(ModelLimits.DEFAULT.timeout()));
        if (settings.baseUrl() != null) {
            AllowedProviders.checkHost(settings.baseUrl(), settings);
            client.endpointOverride(settings.baseUrl());
        }
        var model = BedrockChatModel.builder()
                .client(client.build())
                .modelId(uri.model())
                .maxRetries(0)
                .logRequests(false)
                .logResponses(false)
                .build();
        var failures =
                new Failures(uri.toString(), "Amazon Bedrock", Key.of(Place.value(settings, "AWS_SECRET_ACCESS_KEY")));
        return new LangChain4jModel(
                uri.toString(),
                model,
                new ChatFailures(failures, BedrockModels::response),
                Extras.NONE,
                BedrockModels::usage);
    }

    private static Region region(ModelUri uri, ModelSettings settings) {
        for (String variable : List.of("AWS_REGION", "AWS_DEFAULT_REGION")) {
            if (!Place.value(settings, variable).isEmpty()) {
                return Region.of(Place.value(settings, variable));
            }
        }
        throw new InvalidInputException(uri.toString(), "AWS_REGION is not set");
    }

    /** The environment's, else whatever Amazon's client finds: a profile, a role. */
    private static AwsCredentialsProvider credentials(ModelSettings settings) {
        String id = Place.value(settings, "AWS_ACCESS_KEY_ID");
        String secret = Place.value(settings, "AWS_SECRET_ACCESS_KEY");
        String token = Place.value(settings, "AWS_SESSION_TOKEN");
        if (id.isEmpty() || secret.isEmpty()) {
            return DefaultCredentialsProvider.builder().build();
        }
        return StaticCredentialsProvider.create(
                token.isEmpty()
                        ? AwsBasicCredentials.create(id, secret)
                        : AwsSessionCredentials.create(id, secret, token));
    }

    private static @Nullable Response response(Throwable thrown) {
        if (!(thrown instanceof AwsServiceException failure) || failure.awsErrorDetails() == null) {
            return null;
        }
        var headers = new LinkedHashMap<String, List<String>>();
        SdkHttpResponse response = failure.awsErrorDetails().sdkHttpResponse();
        if (response != null) {
            response.headers().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        }
        String message = String.valueOf(failure.awsErrorDetails().errorMessage());
        return new Response(failure.statusCode(), headers, message.getBytes(StandardCharsets.UTF_8));
    }

    /** Bedrock counts what was written to and read from its cache apart. */
    private static Usage usage(TokenUsage tokens) {
        if (tokens instanceof BedrockTokenUsage own) {
            int read = ChatReplies.number(own.cacheReadInputTokens());
            int written = ChatReplies.number(own.cacheWriteInputTokens());
            return ChatReplies.usage(tokens, read, read + written);
        }
        return ChatReplies.usage(tokens);
    }
}
