using System.CommandLine;

namespace RnnTrainer.Samples;

/// <summary>A page in the browser where one tries a saved model.</summary>
internal sealed class ServeCommand : SampleCommand
{
    private readonly Argument<FileInfo> model = ModelArgument.Create();
    private readonly Option<int> port = Numbers.Between(
        "--port", 0, ushort.MaxValue, 5080, "Where to listen, on this machine only; 0 takes any free port.");

    public ServeCommand(Option<bool> verbose) : base(
        "serve", "Try a model in the browser, until Ctrl-C: paste sequences, see forecasts, or draw digits.",
        ("serve sensors.zip", "a form for sequences, at the address that it prints"),
        ("serve forecast.zip", "a form for series, and the fan of their forecast"),
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
