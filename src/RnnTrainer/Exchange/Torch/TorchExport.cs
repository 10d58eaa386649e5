using static TorchSharp.torch;

namespace RnnTrainer.Exchange.Torch;

/// <summary>Turns what was learned back into a TorchSharp module.</summary>
internal static class TorchExport
{
    public static nn.Module<Tensor, Tensor> ToModule(RnnModel model)
    {
        NativeBackend.Load();
        RnnModule network = new(model.Network);
        using (no_grad())
        {
            foreach ((Tensor parameter, Range place) in network.PlacedParameters())
            {
                using Tensor values = tensor(model.Parameters[place].ToArray(), parameter.shape);
                parameter.copy_(values);
            }
        }
        network.eval();
        return network;
    }
}
