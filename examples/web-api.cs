#:sdk Microsoft.NET.Sdk.Web
#:package RnnTrainer.Scoring@*-*
#:property PublishAot=false

using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.ObjectPool;
using Microsoft.Extensions.Primitives;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using RnnTrainer;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<Scorer>();
builder.Services.AddProblemDetails();

WebApplication app = builder.Build();
app.UseExceptionHandler(new ExceptionHandlerOptions
{
    StatusCodeSelector = exception => exception.GetBaseException() is RnnRowException or RnnInputException ? 400 : 500,
});
app.MapPost("/predict", (Sequence sequence, Scorer scorer) =>
{
    Prediction prediction = scorer.Predict(sequence);
    return float.IsNaN(prediction.Score[0])
        ? Results.Problem("Send at least one step, and no missing values.", statusCode: 400)
        : Results.Ok(prediction);
});
app.Services.GetRequiredService<Scorer>();      // loads the model before the first request
app.Run();

/// <summary>Scores with the newest model: a pool of engines, since each serves one thread at a time.</summary>
sealed class Scorer
{
    private readonly MLContext ml = new();
    private readonly string path;
    private readonly PhysicalFileProvider folder;   // watches as long as something refers to it
    private readonly ILogger logger;
    private volatile ObjectPool<PredictionEngine<Sequence, Prediction>> engines;

    public Scorer(IConfiguration configuration, ILogger<Scorer> logger)
    {
        this.logger = logger;
        path = Path.GetFullPath(configuration["Model"] ?? "model.zip");
        ml.Log += (_, line) => Forward(line);
        engines = Load();
        folder = new(Path.GetDirectoryName(path)!);
        ChangeToken.OnChange(() => folder.Watch(Path.GetFileName(path)), Reload);
    }

    public Prediction Predict(Sequence sequence)
    {
        ObjectPool<PredictionEngine<Sequence, Prediction>> pool = engines;
        PredictionEngine<Sequence, Prediction> engine = pool.Get();
        try
        {
            return engine.Predict(sequence);
        }
        finally
        {
            pool.Return(engine);
        }
    }

    private DefaultObjectPool<PredictionEngine<Sequence, Prediction>> Load()
    {
        ITransformer model = ml.Model.Load(path, out _);
        return new(new EnginePolicy(() => ml.Model.CreatePredictionEngine<Sequence, Prediction>(model)));
    }

    private void Reload()
    {
        try
        {
            engines = Load();
            logger.LogInformation("Loaded {Path}.", path);
        }
        catch (Exception exception)             // the old model keeps serving
        {
            logger.LogError(exception, "Cannot load {Path}.", path);
        }
    }

    // ML.NET logs a line for each cursor it opens. Keep its warnings, and all that this library says.
    private void Forward(LoggingEventArgs line)
    {
        if (line.Kind >= ChannelMessageKind.Warning || line.Source.StartsWith("Rnn", StringComparison.Ordinal))
        {
            LogLevel level = line.Kind == ChannelMessageKind.Error ? LogLevel.Error
                : line.Kind == ChannelMessageKind.Warning ? LogLevel.Warning : LogLevel.Information;
            logger.Log(level, "{Source}: {Message}", line.Source, line.RawMessage);
        }
    }

    private sealed class EnginePolicy(Func<PredictionEngine<Sequence, Prediction>> create)
        : PooledObjectPolicy<PredictionEngine<Sequence, Prediction>>
    {
        public override PredictionEngine<Sequence, Prediction> Create() => create();

        public override bool Return(PredictionEngine<Sequence, Prediction> engine) => true;
    }
}

sealed class Sequence
{
    public string Name { get; set; } = "";      // the label; not used here

    public float[] Values { get; set; } = [];
}

sealed class Prediction
{
    public string Predicted { get; set; } = "";

    public float[] Score { get; set; } = [];
}
