(* Made by `dmfproof export lemma_2_2_above --to coq`; do not edit. *)

Require Import Reals Lra Lia.
Open Scope R_scope.

(* A claim is an exact identity away from facts that are known: p = (nonnegative) + (zero). *)
Lemma by_identity : forall p t i : R, p = t + i -> i = 0 -> 0 <= t -> 0 <= p.
Proof. intros; lra. Qed.
Lemma by_identity_strict : forall p t i : R, p = t + i -> i = 0 -> 0 < t -> 0 < p.
Proof. intros; lra. Qed.
Lemma by_equations : forall p t i : R, p = t + i -> i = 0 -> t = 0 -> p = 0.
Proof. intros; lra. Qed.
Lemma zero_plus : forall p q : R, p = 0 -> q = 0 -> p + q = 0.
Proof. intros; lra. Qed.
Lemma zero_times : forall p q : R, q = 0 -> p * q = 0.
Proof. intros p q H; rewrite H; ring. Qed.
Lemma divide : forall f p : R, 0 < f -> 0 <= f * p -> 0 <= p.
Proof. intros f p F H. apply (Rmult_le_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_strict : forall f p : R, 0 < f -> 0 < f * p -> 0 < p.
Proof. intros f p F H. apply (Rmult_lt_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_equation : forall f p : R, 0 < f -> f * p = 0 -> p = 0.
Proof. intros f p F H. destruct (Rmult_integral _ _ H); [lra | assumption]. Qed.
Ltac identity := unfold Rsqr; first [ring | field].

(* a^n + a^(n-1) b + ... + b^n *)
Definition power_sum (a b : R) (n : nat) : R := sum_f_R0 (fun j => a ^ (n - j) * b ^ j) n.
Lemma power_sum_S : forall (a b : R) (n : nat), power_sum a b (S n) = a * power_sum a b n + b ^ S n.
Proof.
  intros a b n. unfold power_sum. rewrite tech5, scal_sum. f_equal.
  - apply sum_eq. intros i Hi. replace (S n - i)%nat with (S (n - i)) by lia. simpl. ring.
  - replace (S n - S n)%nat with 0%nat by lia. simpl. ring.
Qed.

Definition depth (n : nat) : R := INR n + 1.
Lemma depth_0 : depth 0 = 1. Proof. unfold depth; simpl; ring. Qed.
Lemma depth_S : forall n, depth (S n) = depth n + 1. Proof. intro n; unfold depth; rewrite S_INR; ring. Qed.

Fixpoint seq_X (x : R) (n' : nat) : R := match n' with O => 1 | S n' => (x)*(seq_X x n') end.
Lemma seq_X_0 : forall (x : R), seq_X x 0 = 1. Proof. reflexivity. Qed.
Lemma seq_X_S : forall (x : R) (n' : nat), seq_X x (S n') = (x)*(seq_X x n'). Proof. reflexivity. Qed.

Fixpoint seq_P (rho : R) (n' : nat) : R := match n' with O => 1 | S n' => (rho)*(seq_P rho n') end.
Lemma seq_P_0 : forall (rho : R), seq_P rho 0 = 1. Proof. reflexivity. Qed.
Lemma seq_P_S : forall (rho : R) (n' : nat), seq_P rho (S n') = (rho)*(seq_P rho n'). Proof. reflexivity. Qed.

Fixpoint seq_S (x : R) (rho : R) (n' : nat) : R := match n' with O => 1 | S n' => (x)*(seq_S x rho n') + rho*(seq_P rho n') end.
Lemma seq_S_0 : forall (x : R) (rho : R), seq_S x rho 0 = 1. Proof. reflexivity. Qed.
Lemma seq_S_S : forall (x : R) (rho : R) (n' : nat), seq_S x rho (S n') = (x)*(seq_S x rho n') + rho*(seq_P rho n'). Proof. reflexivity. Qed.

Fixpoint seq_B (A : R) (n' : nat) : R := match n' with O => 1 | S n' => (A)*(seq_B A n') end.
Lemma seq_B_0 : forall (A : R), seq_B A 0 = 1. Proof. reflexivity. Qed.
Lemma seq_B_S : forall (A : R) (n' : nat), seq_B A (S n') = (A)*(seq_B A n'). Proof. reflexivity. Qed.

Fixpoint seq_T (rho : R) (A : R) (n' : nat) : R := match n' with O => 1 | S n' => (A)*(seq_T rho A n') + rho*(seq_P rho n') end.
Lemma seq_T_0 : forall (rho : R) (A : R), seq_T rho A 0 = 1. Proof. reflexivity. Qed.
Lemma seq_T_S : forall (rho : R) (A : R) (n' : nat), seq_T rho A (S n') = (A)*(seq_T rho A n') + rho*(seq_P rho n'). Proof. reflexivity. Qed.
Lemma seq_X_is : forall (x : R) (n' : nat), seq_X x n' = (x) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_X_0; unfold power_sum; simpl; ring|]. rewrite seq_X_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_P_is : forall (rho : R) (n' : nat), seq_P rho n' = (rho) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_P_0; unfold power_sum; simpl; ring|]. rewrite seq_P_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_S_is : forall (x rho : R) (n' : nat), seq_S x rho n' = power_sum (x) (rho) (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_S_0; unfold power_sum; simpl; ring|]. rewrite seq_S_S, IH, seq_P_is; replace (S n' + 0)%nat with (S (n' + 0)) by lia; rewrite power_sum_S; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_B_is : forall (A : R) (n' : nat), seq_B A n' = (A) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_B_0; unfold power_sum; simpl; ring|]. rewrite seq_B_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_T_is : forall (rho A : R) (n' : nat), seq_T rho A n' = power_sum (A) (rho) (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_T_0; unfold power_sum; simpl; ring|]. rewrite seq_T_S, IH, seq_P_is; replace (S n' + 0)%nat with (S (n' + 0)) by lia; rewrite power_sum_S; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.

Theorem lemma_2_2_above_sequences : forall (x y rho A eta : R) (n' : nat),
  0 <= (eta) ->
  0 <= (rho) ->
  0 <= (1 - eta*(seq_B A n')*(seq_T rho A n')) ->
  0 <= (x - rho) ->
  0 <= (A - x) ->
  (y - (x - eta*(seq_X x n')*(x*(seq_X x n') - rho*(seq_P rho n')))) = 0 ->
  0 <= (x - y) /\
  0 <= (y - rho) /\
  0 <= (A - y) /\
  ((y - rho) - (x - rho)*(1 - eta*(seq_X x n')*(seq_S x rho n'))) = 0 /\
  0 <= (1 - eta*(seq_X x n')*(seq_S x rho n')) /\
  0 <= (eta*(seq_X x n')*(seq_S x rho n')) /\
  0 <= ((depth n')*(seq_B A n')^2 - (seq_B A n')*(seq_T rho A n')) /\
  0 <= (y - rho) /\
  0 <= (A - y).
Proof.
  intros x y rho A eta n' F_eta_nonneg F_rho_nonneg F_step_size F_above F_bounded F_update_x.
  assert (F_depth : forall m', 0 <= ((depth m') - 1)) by (intro m'; unfold depth; pose proof (pos_INR m'); lra).
  assert (F_x_nonneg : 0 <= (x)).
  { 
    assert (E : (x) = ((0 + (x - rho)) + (rho)) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_above) F_rho_nonneg)).
  }
  assert (F_A_nonneg : 0 <= (A)).
  { 
    assert (E : (A) = ((0 + (A - x)) + (x)) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_bounded) F_x_nonneg)).
  }
  assert (F_P_nonneg : forall m', 0 <= ((seq_P rho m'))).
  { induction m' as [|m' F_P_nonneg_m].
  - assert (E : ((seq_P rho 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_X_0 x), ?(seq_P_0 rho), ?(seq_S_0 x rho), ?(seq_B_0 A), ?(seq_T_0 rho A); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0))).
  - assert (E : ((seq_P rho (S m'))) = (0 + (((seq_P rho m')) * (rho))) + 0) by (rewrite ?(depth_S m'), ?(seq_X_S x m'), ?(seq_P_S rho m'), ?(seq_S_S x rho m'), ?(seq_B_S A m'), ?(seq_T_S rho A m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_P_nonneg_m F_rho_nonneg))).
  }
  assert (F_X_nonneg : forall m', 0 <= ((seq_X x m'))).
  { induction m' as [|m' F_X_nonneg_m].
  - assert (E : ((seq_X x 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_X_0 x), ?(seq_P_0 rho), ?(seq_S_0 x rho), ?(seq_B_0 A), ?(seq_T_0 rho A); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0))).
  - assert (E : ((seq_X x (S m'))) = (0 + (((seq_X x m')) * (x))) + 0) by (rewrite ?(depth_S m'), ?(seq_X_S x m'), ?(seq_P_S rho m'), ?(seq_S_S x rho m'), ?(seq_B_S A m'), ?(seq_T_S rho A m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_X_nonneg_m F_x_nonneg))).
  }
  assert (F_P_le_X : forall m', 0 <= ((seq_X x m') - (seq_P rho m'))).
  { induction m' as [|m' F_P_le_X_m].
  - assert (E : ((seq_X x 0%nat) - (seq_P rho 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_X_0 x), ?(seq_P_0 rho), ?(seq_S_0 x rho), ?(seq_B_0 A), ?(seq_T_0 rho A); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rle_refl 0)).
  - assert (E : ((seq_X x (S m')) - (seq_P rho (S m'))) = ((0 + (((seq_X x m') - (seq_P rho m')) * (x))) + (((seq_P rho m')) * (x - rho))) + 0) by (rewrite ?(depth_S m'), ?(seq_X_S x m'), ?(seq_P_S rho m'), ?(seq_S_S x rho m'), ?(seq_B_S A m'), ?(seq_T_S rho A m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_P_le_X_m F_x_nonneg)) (Rmult_le_pos _ _ (F_P_nonneg m') F_above))).
  }
  assert (F_X_le_B : forall m', 0 <= ((seq_B A m') - (seq_X x m'))).
  { induction m' as [|m' F_X_le_B_m].
  - assert (E : ((seq_B A 0%nat) - (seq_X x 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_X_0 x), ?(seq_P_0 rho), ?(seq_S_0 x rho), ?(seq_B_0 A), ?(seq_T_0 rho A); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rle_refl 0)).
  - assert (E : ((seq_B A (S m')) - (seq_X x (S m'))) = ((0 + ((A) * ((seq_B A m') - (seq_X x m')))) + (((seq_X x m')) * (A - x))) + 0) by (rewrite ?(depth_S m'), ?(seq_X_S x m'), ?(seq_P_S rho m'), ?(seq_S_S x rho m'), ?(seq_B_S A m'), ?(seq_T_S rho A m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_A_nonneg F_X_le_B_m)) (Rmult_le_pos _ _ (F_X_nonneg m') F_bounded))).
  }
  assert (F_B_nonneg : forall m', 0 <= ((seq_B A m'))).
  { intro m'. 
    assert (E : ((seq_B A m')) = ((0 + ((seq_B A m') - (seq_X x m'))) + ((seq_X x m'))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (F_X_le_B m')) (F_X_nonneg m'))).
  }
  assert (F_secant : forall m', (x*(seq_X x m') - rho*(seq_P rho m') - (x - rho)*(seq_S x rho m')) = 0).
  { induction m' as [|m' F_secant_m].
  - assert (E : (x*(seq_X x 0%nat) - rho*(seq_P rho 0%nat) - (x - rho)*(seq_S x rho 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_X_0 x), ?(seq_P_0 rho), ?(seq_S_0 x rho), ?(seq_B_0 A), ?(seq_T_0 rho A); identity).
    exact (by_equations _ _ _ E (eq_refl 0) (eq_refl 0)).
  - assert (E : (x*(seq_X x (S m')) - rho*(seq_P rho (S m')) - (x - rho)*(seq_S x rho (S m'))) = 0 + (0 + (x) * (x*(seq_X x m') - rho*(seq_P rho m') - (x - rho)*(seq_S x rho m')))) by (rewrite ?(depth_S m'), ?(seq_X_S x m'), ?(seq_P_S rho m'), ?(seq_S_S x rho m'), ?(seq_B_S A m'), ?(seq_T_S rho A m'); identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_secant_m)) (eq_refl 0)).
  }
  assert (F_S_nonneg : forall m', 0 <= ((seq_S x rho m'))).
  { induction m' as [|m' F_S_nonneg_m].
  - assert (E : ((seq_S x rho 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_X_0 x), ?(seq_P_0 rho), ?(seq_S_0 x rho), ?(seq_B_0 A), ?(seq_T_0 rho A); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0))).
  - assert (E : ((seq_S x rho (S m'))) = ((0 + (((seq_P rho m')) * (rho))) + (((seq_S x rho m')) * (x))) + 0) by (rewrite ?(depth_S m'), ?(seq_X_S x m'), ?(seq_P_S rho m'), ?(seq_S_S x rho m'), ?(seq_B_S A m'), ?(seq_T_S rho A m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_P_nonneg m') F_rho_nonneg)) (Rmult_le_pos _ _ F_S_nonneg_m F_x_nonneg))).
  }
  assert (F_S_le_T : forall m', 0 <= ((seq_T rho A m') - (seq_S x rho m'))).
  { induction m' as [|m' F_S_le_T_m].
  - assert (E : ((seq_T rho A 0%nat) - (seq_S x rho 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_X_0 x), ?(seq_P_0 rho), ?(seq_S_0 x rho), ?(seq_B_0 A), ?(seq_T_0 rho A); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rle_refl 0)).
  - assert (E : ((seq_T rho A (S m')) - (seq_S x rho (S m'))) = ((0 + ((A) * ((seq_T rho A m') - (seq_S x rho m')))) + (((seq_S x rho m')) * (A - x))) + 0) by (rewrite ?(depth_S m'), ?(seq_X_S x m'), ?(seq_P_S rho m'), ?(seq_S_S x rho m'), ?(seq_B_S A m'), ?(seq_T_S rho A m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_A_nonneg F_S_le_T_m)) (Rmult_le_pos _ _ (F_S_nonneg m') F_bounded))).
  }
  assert (F_T_le : forall m', 0 <= ((depth m')*(seq_B A m') - (seq_T rho A m'))).
  { induction m' as [|m' F_T_le_m].
  - assert (E : ((depth 0%nat)*(seq_B A 0%nat) - (seq_T rho A 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_X_0 x), ?(seq_P_0 rho), ?(seq_S_0 x rho), ?(seq_B_0 A), ?(seq_T_0 rho A); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rle_refl 0)).
  - assert (E : ((depth (S m'))*(seq_B A (S m')) - (seq_T rho A (S m'))) = (((((0 + ((A) * ((depth m')*(seq_B A m') - (seq_T rho A m')))) + (((seq_B A m')) * (x - rho))) + (((seq_B A m')) * (A - x))) + (((seq_X x m') - (seq_P rho m')) * (rho))) + (((seq_B A m') - (seq_X x m')) * (rho))) + 0) by (rewrite ?(depth_S m'), ?(seq_X_S x m'), ?(seq_P_S rho m'), ?(seq_S_S x rho m'), ?(seq_B_S A m'), ?(seq_T_S rho A m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_A_nonneg F_T_le_m)) (Rmult_le_pos _ _ (F_B_nonneg m') F_above)) (Rmult_le_pos _ _ (F_B_nonneg m') F_bounded)) (Rmult_le_pos _ _ (F_P_le_X m') F_rho_nonneg)) (Rmult_le_pos _ _ (F_X_le_B m') F_rho_nonneg))).
  }
  assert (F_simple_step_size : forall m', 0 <= ((depth m')*(seq_B A m')^2 - (seq_B A m')*(seq_T rho A m'))).
  { intro m'. 
    assert (E : ((depth m')*(seq_B A m')^2 - (seq_B A m')*(seq_T rho A m')) = (0 + (((seq_B A m')) * ((depth m')*(seq_B A m') - (seq_T rho A m')))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_B_nonneg m') (F_T_le m')))).
  }
  assert (F_factor_nonneg : 0 <= (1 - eta*(seq_X x n')*(seq_S x rho n'))).
  { 
    assert (E : (1 - eta*(seq_X x n')*(seq_S x rho n')) = (((0 + (1 - eta*(seq_B A n')*(seq_T rho A n'))) + (((seq_B A n')) * (((seq_T rho A n') - (seq_S x rho n')) * (eta)))) + (((seq_S x rho n')) * (((seq_B A n') - (seq_X x n')) * (eta)))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_step_size) (Rmult_le_pos _ _ (F_B_nonneg n') (Rmult_le_pos _ _ (F_S_le_T n') F_eta_nonneg))) (Rmult_le_pos _ _ (F_S_nonneg n') (Rmult_le_pos _ _ (F_X_le_B n') F_eta_nonneg)))).
  }
  assert (F_factor_le_1 : forall m', 0 <= (eta*(seq_X x m')*(seq_S x rho m'))).
  { intro m'. 
    assert (E : (eta*(seq_X x m')*(seq_S x rho m')) = (0 + (((seq_S x rho m')) * (((seq_X x m')) * (eta)))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_S_nonneg m') (Rmult_le_pos _ _ (F_X_nonneg m') F_eta_nonneg)))).
  }
  assert (F_distance : ((y - rho) - (x - rho)*(1 - eta*(seq_X x n')*(seq_S x rho n'))) = 0).
  { 
    assert (E : ((y - rho) - (x - rho)*(1 - eta*(seq_X x n')*(seq_S x rho n'))) = 0 + ((0 + (-(seq_X x n')*eta) * (x*(seq_X x n') - rho*(seq_P rho n') - (x - rho)*(seq_S x rho n'))) + (1) * (y - (x - eta*(seq_X x n')*(x*(seq_X x n') - rho*(seq_P rho n')))))) by (identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (zero_plus _ _ (eq_refl 0) (zero_times _ _ (F_secant n'))) (zero_times _ _ F_update_x)) (eq_refl 0)).
  }
  assert (F_stays_above : 0 <= (y - rho)).
  { 
    assert (E : (y - rho) = (0 + ((x - rho) * (1 - eta*(seq_X x n')*(seq_S x rho n')))) + (0 + (1) * ((y - rho) - (x - rho)*(1 - eta*(seq_X x n')*(seq_S x rho n'))))) by (identity).
    exact (by_identity _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_distance)) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_above F_factor_nonneg))).
  }
  assert (F_decreases : 0 <= (x - y)).
  { 
    assert (E : (x - y) = (0 + ((x - rho) * (eta*(seq_X x n')*(seq_S x rho n')))) + (0 + (-1) * ((y - rho) - (x - rho)*(1 - eta*(seq_X x n')*(seq_S x rho n'))))) by (identity).
    exact (by_identity _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_distance)) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_above (F_factor_le_1 n')))).
  }
  assert (F_stays_bounded : 0 <= (A - y)).
  { 
    assert (E : (A - y) = ((0 + (A - x)) + (x - y)) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_bounded) F_decreases)).
  }
  exact (conj F_decreases (conj F_stays_above (conj F_stays_bounded (conj F_distance (conj F_factor_nonneg (conj (F_factor_le_1 n') (conj (F_simple_step_size n') (conj F_stays_above (F_stays_bounded))))))))).
Qed.

Theorem lemma_2_2_above : forall (N : nat) (x y rho A eta : R), (1 <= N)%nat ->
  0 <= (eta) ->
  0 <= (rho) ->
  0 <= (1 - eta*((A) ^ (N - 1))*(power_sum (A) (rho) (N - 1))) ->
  0 <= (x - rho) ->
  0 <= (A - x) ->
  (y - (x - eta*((x) ^ (N - 1))*(x*((x) ^ (N - 1)) - rho*((rho) ^ (N - 1))))) = 0 ->
  0 <= (x - y) /\
  0 <= (y - rho) /\
  0 <= (A - y) /\
  ((y - rho) - (x - rho)*(1 - eta*((x) ^ (N - 1))*(power_sum (x) (rho) (N - 1)))) = 0 /\
  0 <= (1 - eta*((x) ^ (N - 1))*(power_sum (x) (rho) (N - 1))) /\
  0 <= (eta*((x) ^ (N - 1))*(power_sum (x) (rho) (N - 1))) /\
  0 <= (INR N*((A) ^ (N - 1))^2 - ((A) ^ (N - 1))*(power_sum (A) (rho) (N - 1))) /\
  0 <= (y - rho) /\
  0 <= (A - y).
Proof.
  intros N x y rho A eta HN F_eta_nonneg F_rho_nonneg F_step_size F_above F_bounded F_update_x.
  assert (DN : INR N = depth (N - 1)) by (unfold depth; rewrite minus_INR by exact HN; simpl; ring).
  assert (DX : ((x) ^ (N - 1)) = (seq_X x (N - 1))) by (rewrite seq_X_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  assert (DP : ((rho) ^ (N - 1)) = (seq_P rho (N - 1))) by (rewrite seq_P_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  assert (DS : (power_sum (x) (rho) (N - 1)) = (seq_S x rho (N - 1))) by (rewrite seq_S_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  assert (DB : ((A) ^ (N - 1)) = (seq_B A (N - 1))) by (rewrite seq_B_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  assert (DT : (power_sum (A) (rho) (N - 1)) = (seq_T rho A (N - 1))) by (rewrite seq_T_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  rewrite ?DN, ?DX, ?DP, ?DS, ?DB, ?DT in F_eta_nonneg.
  rewrite ?DN, ?DX, ?DP, ?DS, ?DB, ?DT in F_rho_nonneg.
  rewrite ?DN, ?DX, ?DP, ?DS, ?DB, ?DT in F_step_size.
  rewrite ?DN, ?DX, ?DP, ?DS, ?DB, ?DT in F_above.
  rewrite ?DN, ?DX, ?DP, ?DS, ?DB, ?DT in F_bounded.
  rewrite ?DN, ?DX, ?DP, ?DS, ?DB, ?DT in F_update_x.
  rewrite ?DN, ?DX, ?DP, ?DS, ?DB, ?DT.
  exact (lemma_2_2_above_sequences x y rho A eta (N - 1) F_eta_nonneg F_rho_nonneg F_step_size F_above F_bounded F_update_x).
Qed.

Theorem lemma_2_2_above_all_steps : forall (N : nat) (rho A eta : R) (x : nat -> R), (1 <= N)%nat ->
  0 <= (eta) ->
  0 <= (rho) ->
  0 <= (1 - eta*((A) ^ (N - 1))*(power_sum (A) (rho) (N - 1))) ->
  (forall k, x (S k) = (x k) - eta*(((x k)) ^ (N - 1))*((x k)*(((x k)) ^ (N - 1)) - rho*((rho) ^ (N - 1)))) ->
  0 <= ((x 0%nat) - rho) ->
  0 <= (A - (x 0%nat)) ->
  forall k : nat,
  0 <= ((x k) - rho) /\
  0 <= (A - (x k)) /\
  0 <= ((x k) - (x (S k))) /\
  0 <= ((x (S k)) - rho) /\
  0 <= (A - (x (S k))) /\
  (((x (S k)) - rho) - ((x k) - rho)*(1 - eta*(((x k)) ^ (N - 1))*(power_sum ((x k)) (rho) (N - 1)))) = 0 /\
  0 <= (1 - eta*(((x k)) ^ (N - 1))*(power_sum ((x k)) (rho) (N - 1))) /\
  0 <= (eta*(((x k)) ^ (N - 1))*(power_sum ((x k)) (rho) (N - 1))) /\
  0 <= (INR N*((A) ^ (N - 1))^2 - ((A) ^ (N - 1))*(power_sum (A) (rho) (N - 1))).
Proof.
  intros N rho A eta x HN F_eta_nonneg F_rho_nonneg F_step_size U_x I_above I_bounded.
  assert (I : forall k : nat, 0 <= ((x k) - rho) /\ 0 <= (A - (x k))).
  { induction k as [|k I]; [exact (conj I_above (I_bounded))|].
    clear I_above I_bounded.
    destruct I as [I_above I_bounded].
    destruct (lemma_2_2_above N (x k) (x (S k)) rho A eta HN F_eta_nonneg F_rho_nonneg F_step_size I_above I_bounded ltac:(rewrite (U_x k); ring)) as [C_decreases [C_stays_above [C_stays_bounded [C_distance [C_factor_nonneg [C_factor_le_1 [C_simple_step_size [J_above J_bounded]]]]]]]].
    exact (conj J_above (J_bounded)). }
  clear I_above I_bounded. intro k.
  destruct (I k) as [I_above I_bounded].
  destruct (lemma_2_2_above N (x k) (x (S k)) rho A eta HN F_eta_nonneg F_rho_nonneg F_step_size I_above I_bounded ltac:(rewrite (U_x k); ring)) as [C_decreases [C_stays_above [C_stays_bounded [C_distance [C_factor_nonneg [C_factor_le_1 [C_simple_step_size [J_above J_bounded]]]]]]]].
  exact (conj I_above (conj I_bounded (conj C_decreases (conj C_stays_above (conj C_stays_bounded (conj C_distance (conj C_factor_nonneg (conj C_factor_le_1 (C_simple_step_size))))))))).
Qed.

Print Assumptions lemma_2_2_above_all_steps.
