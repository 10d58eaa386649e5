using System.CommandLine;

namespace RnnTrainer.Samples;

/// <summary>A page in the browser where one tries a saved model.</summary>
internal sealed class ServeCommand : SampleCommand
{
    private readonly Argument<FileInfo> model = ModelArgument.Create();
    private readonly Option<int> port = Numbers.Between(
        "--port", 0, ushort.MaxValue, 5080, "Port to listen on, on this machine only; 0: any free port.");

    public ServeCommand(Option<bool> verbose) : base(
        "serve", "Try a model in the browser: paste sequences, see forecasts, or draw digits. Ctrl-C stops.",
        ("serve sensors.zip", "a form for sequences, at the printed address"),
        ("serve forecast.zip", "a form for series, with a fan chart of the forecast"),
        ("serve mnist-rnn.zip", "draw, and watch the network read row by row"),
        ("serve mnist-rnn.zip --port 0", "on any free port"))
    {
        Add(model);
        Add(port);
        SetAction((parsed, cancellation) =>
            Run(parsed.GetRequiredValue(model), parsed.GetValue(port), parsed.GetValue(verbose), cancellation));
    }

    private static async Task<int> Run(FileInfo file, int port, bool verbose, CancellationToken cancellation)
    {
        Screen screen = new();
        ServedContent content = ServedModels.Open(file);
        await using ModelServer server = await ModelServer.Start(content, port, verbose, cancellation);

        screen.Line(content.Summary);
        screen.Line($"{content.Invitation} {server.Address}  (Ctrl-C stops)");
        await server.WaitForStop(cancellation);
        return ExitCode.Success;
    }
}
